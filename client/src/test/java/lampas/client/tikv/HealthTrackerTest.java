package lampas.client.tikv;

import static lampas.client.tikv.ClusterBackend.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import lampas.model.label.Labels;
import org.junit.jupiter.api.Test;

class HealthTrackerTest {
  private static final String FIRST = "tikv-1:20180";
  private static final String SECOND = "tikv-2:20180";

  private final ClusterBackend backend =
      new ClusterBackend().withHealthy(FIRST).withHealthy(SECOND);
  private final List<Store> stores =
      new ArrayList<>(List.of(Stores.up("1", FIRST), Stores.up("2", SECOND)));
  private final HealthTracker tracker =
      HealthTracker.of(
          HealthSettings.defaults(), Clock.fixed(NOW.plusSeconds(600), ZoneOffset.UTC));

  /* Everything that the backend has is as old as it was at the start, whatever the time is. */
  private List<String> at(int seconds) {
    return texts(tracker.observe(snapshot(seconds)));
  }

  private ClusterSnapshot snapshot(int seconds) {
    Instant time = NOW.plusSeconds(seconds);
    for (String address : List.of(FIRST, SECOND)) {
      backend.set(SnapshotQuery.SAMPLE_TIME, address, (double) time.getEpochSecond() - 4);
    }
    return TikvCluster.of(
            backend, () -> stores, SnapshotSettings.defaults(), Clock.fixed(time, ZoneOffset.UTC))
        .snapshot();
  }

  private static List<String> texts(List<Finding> findings) {
    return findings.stream()
        .map(finding ->
            "%s %s %s: %s"
                .formatted(
                    finding.state(), finding.rule().text(), finding.storeId(), finding.message()))
        .toList();
  }

  private static Labels size(String address, String type) {
    return Labels.of("instance", address, "type", type);
  }

  private static Labels up(String address) {
    return Labels.of("__name__", "up", "instance", address, "job", "tikv");
  }

  @Test
  void aClusterThatIsWellHasNoFindings() {
    assertThat(at(0)).isEmpty();
    assertThat(at(600)).isEmpty();
  }

  @Test
  void slowRequestsFireAfterAMinute() {
    backend.set(SnapshotQuery.LATENCY, FIRST, 0.1);
    assertThat(at(0)).isEmpty();

    backend.set(SnapshotQuery.LATENCY, FIRST, 0.2304);
    String message = " slow 1: p99 latency 230 ms (expected: at most 100)";
    assertThat(at(15)).containsExactly("PENDING" + message);
    assertThat(at(74)).containsExactly("PENDING" + message);
    assertThat(at(75)).containsExactly("FIRING" + message);

    backend.set(SnapshotQuery.LATENCY, FIRST, 0.05);
    assertThat(at(90)).isEmpty();
    backend.set(SnapshotQuery.LATENCY, FIRST, 0.2304);
    assertThat(at(200)).containsExactly("PENDING" + message);
  }

  @Test
  void aFullDiskFiresAtOnce() {
    backend.set(SnapshotQuery.DISK, size(SECOND, "available"), 300);
    assertThat(at(0)).isEmpty();

    backend.set(SnapshotQuery.DISK, size(SECOND, "available"), 100);
    assertThat(at(1))
        .containsExactly("FIRING disk_full 2: disk 90 % full (expected: at most 70 %)");
  }

  @Test
  void raftLagAndSlowCommitsFireAfterAMinute() {
    backend.set(SnapshotQuery.LOG_LAG, FIRST, 9216);
    backend.set(SnapshotQuery.COMMIT, SECOND, 0.4608);
    at(0);

    assertThat(at(60))
        .containsExactly(
            "FIRING raft_lag 1: raft log lag 9216 entries (expected: at most 5000)",
            "FIRING slow_commit 2: raft commit p99 461 ms (expected: at most 100)");
  }

  @Test
  void leadersOffTheMeanFireAfterFiveMinutes() {
    stores.set(0, Stores.of("1", FIRST, StoreState.UP, 700));
    at(0);

    assertThat(at(300))
        .containsExactly(
            "FIRING leader_imbalance 1: 700 leaders, the mean is 500 (expected: at most 30 % off)",
            "FIRING leader_imbalance 2: 300 leaders, the mean is 500 (expected: at most 30 % off)");

    stores.set(0, Stores.of("1", FIRST, StoreState.UP, 8));
    stores.set(1, Stores.of("2", SECOND, StoreState.UP, 1));
    assertThat(at(400)).as("of few, one more is no imbalance").isEmpty();
  }

  @Test
  void pdKnowsWhoIsDownAndWhoIsLeaving() {
    stores.set(0, Stores.of("1", FIRST, StoreState.DISCONNECTED, 300));
    stores.set(1, Stores.of("2", SECOND, StoreState.OFFLINE, 0));

    List<Finding> findings = tracker.observe(snapshot(0));

    assertThat(texts(findings))
        .containsExactly(
            "FIRING store_down 1: PD says Disconnected",
            "FIRING leaving 2: PD is moving its regions away, 900 regions are left");
    assertThat(findings).extracting(Finding::isProblem).containsExactly(true, false);
  }

  @Test
  void withoutPdAPageThatCannotBeScrapedIsAStoreThatIsDown() {
    stores.set(0, Store.at("1", FIRST));
    backend.set(SnapshotQuery.UP, up(FIRST), 0);

    assertThat(at(0))
        .containsExactly(
            "FIRING store_down 1: its page cannot be scraped",
            "PENDING not_observed 1: scrape failed, the newest sample is 4s old (qps,"
                + " latencyP99Millis, diskCapacityBytes, diskAvailableBytes, raftLogLagEntries,"
                + " raftCommitP99Millis)");
  }

  @Test
  void aStoreOfWhichNothingIsKnownIsNotHealthy() {
    for (SnapshotQuery query : SnapshotQuery.values()) {
      backend.remove(query, FIRST);
    }
    TikvCluster cluster =
        TikvCluster.of(
            backend,
            () -> List.of(Stores.up("1", FIRST)),
            SnapshotSettings.defaults(),
            Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(texts(tracker.observe(cluster.snapshot())))
        .containsExactly(
            "PENDING not_observed 1: no such series (up, sampleAgeSeconds, qps,"
                + " latencyP99Millis, diskCapacityBytes, diskAvailableBytes, raftLogLagEntries,"
                + " raftCommitP99Millis)");
  }

  @Test
  void anIdleStoreIsObserved() {
    backend.set(SnapshotQuery.LATENCY, FIRST, Double.NaN);
    backend.set(SnapshotQuery.COMMIT, FIRST, Double.NaN);
    assertThat(at(0)).isEmpty();

    backend.set(SnapshotQuery.DISK, size(FIRST, "capacity"), Double.NaN);
    assertThat(at(15)).containsExactly("PENDING not_observed 1: not a number (diskCapacityBytes)");
    assertThat(at(45)).containsExactly("FIRING not_observed 1: not a number (diskCapacityBytes)");
  }

  @Test
  void noFindingIsResolvedBecauseAnObservationFailed() {
    backend.set(SnapshotQuery.DISK, size(FIRST, "available"), 100);
    backend.set(SnapshotQuery.LATENCY, FIRST, 0.2);
    at(0);
    at(60);
    backend.failing(SnapshotQuery.DISK, "timeout: too slow");
    backend.failing(SnapshotQuery.LATENCY, "timeout: too slow");

    List<Finding> findings = tracker.observe(snapshot(120));

    assertThat(texts(findings))
        .containsExactly(
            "PENDING not_observed 1: query failed: timeout: too slow (latencyP99Millis,"
                + " diskCapacityBytes, diskAvailableBytes)",
            "PENDING not_observed 2: query failed: timeout: too slow (latencyP99Millis,"
                + " diskCapacityBytes, diskAvailableBytes)",
            "FIRING slow 1: p99 latency 200 ms (expected: at most 100)",
            "FIRING disk_full 1: disk 90 % full (expected: at most 70 %)");
    assertThat(findings.getLast().since()).isEqualTo(NOW);
    assertThat(findings.getLast().lastSeen()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void aSnapshotThatFailsResolvesNothingAndIsAFindingOfEveryStore() {
    backend.set(SnapshotQuery.DISK, size(FIRST, "available"), 100);
    at(0);

    assertThat(texts(tracker.observeFailure("PD: not reachable")))
        .containsExactly(
            "PENDING not_observed 1: no snapshot: PD: not reachable",
            "PENDING not_observed 2: no snapshot: PD: not reachable",
            "FIRING disk_full 1: disk 90 % full (expected: at most 70 %)");
  }

  @Test
  void aStoreThatPdDoesNotKnowAnyMoreKeepsItsFindings() {
    backend.set(SnapshotQuery.DISK, size(SECOND, "available"), 100);
    at(0);
    stores.removeLast();

    assertThat(at(10))
        .containsExactly(
            "PENDING not_observed 2: PD does not know it any more",
            "FIRING disk_full 2: disk 90 % full (expected: at most 70 %)");
    tracker.forget("2");
    assertThat(at(20)).isEmpty();
  }

  @Test
  void aStoreThatBecameATombstoneIsDoneWith() {
    backend.set(SnapshotQuery.DISK, size(SECOND, "available"), 100);
    stores.set(1, Stores.of("2", SECOND, StoreState.OFFLINE, 0));
    assertThat(at(0)).hasSize(2);
    stores.set(1, Stores.of("2", SECOND, StoreState.TOMBSTONE, 0));

    assertThat(at(10)).isEmpty();
  }

  @Test
  void limitsAndGracePeriodsCanBeOthers() {
    HealthTracker strict =
        HealthTracker.of(
            HealthSettings.defaults()
                .withLimit(HealthRule.SLOW, 10)
                .withGrace(HealthRule.SLOW, Duration.ZERO),
            Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(texts(strict.observe(snapshot(0))))
        .containsExactly(
            "FIRING slow 1: p99 latency 13 ms (expected: at most 10)",
            "FIRING slow 2: p99 latency 13 ms (expected: at most 10)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HealthSettings.defaults().withLimit(HealthRule.SLOW, 0))
        .withMessage("slow limit: 0.0 (expected: > 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HealthSettings.defaults().withLimit(HealthRule.LEAVING, 1))
        .withMessage("leaving: has no limit (expected: a rule with one)");
  }
}
