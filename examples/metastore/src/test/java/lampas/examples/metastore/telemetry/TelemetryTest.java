package lampas.examples.metastore.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lampas.examples.metastore.state.StateObserver.LeaseOperation;
import lampas.examples.metastore.state.StateObserver.Operation;
import lampas.metrics.Registry;
import lampas.metrics.exporter.Exporter;
import lampas.metrics.exporter.ExporterOptions;
import org.junit.jupiter.api.Test;

class TelemetryTest {
  private final Registry registry = Registry.create();
  private final Telemetry telemetry = Telemetry.recordingIn(registry);

  private Scraped scrape() throws Exception {
    try (Exporter exporter = Exporter.start(registry, ExporterOptions.onLoopback(0))) {
      return Scraped.from(exporter.uri());
    }
  }

  @Test
  void beforeAnythingHappensTheSeriesAreThereAtZero() throws Exception {
    Scraped scraped = scrape();

    assertThat(
            scraped.value(
                "storage_operation_total", "operation", "put", "storage", "mvcc", "status", "ok"))
        .contains(0.0);
    assertThat(
            scraped.value(
                "storage_operation_total",
                "operation",
                "write",
                "storage",
                "snapshot",
                "status",
                "error"))
        .contains(0.0);
    assertThat(scraped.value("lease_operations_total", "operation", "expire", "status", "ok"))
        .contains(0.0);
    assertThat(scraped.value("watch_active_total")).contains(0.0);
    assertThat(scraped.value("watch_events_sent_total", "type", "delete")).contains(0.0);
    assertThat(scraped.value("auth_authentication_total", "result", "failure")).contains(0.0);
    assertThat(scraped.value("auth_authorization_total", "result", "denied")).contains(0.0);
    assertThat(scraped.value("raft_leader_changes_total")).contains(0.0);
    assertThat(scraped.value("raft_proposals_failed_total")).contains(0.0);
    assertThat(scraped.value("mvcc_compaction_total")).contains(0.0);
    assertThat(scraped.samples().keySet())
        .noneMatch(series ->
            series.valueOrEmpty("storage").equals("snapshot")
                && !series.valueOrEmpty("operation").equals("write"));
  }

  @Test
  void whatHappensToKeysIsCountedAndTimed() throws Exception {
    telemetry.state().operation(Operation.PUT, 3_000, true);
    telemetry.state().operation(Operation.PUT, 4_000_000, true);
    telemetry.state().operation(Operation.RANGE, 1, false);
    telemetry.state().compacted();
    String[] puts = {"operation", "put", "storage", "mvcc", "status", "ok"};

    Scraped scraped = scrape();

    assertThat(scraped.value("storage_operation_total", puts)).contains(2.0);
    assertThat(scraped.value("storage_operation_duration_seconds_sum", puts).orElseThrow())
        .isCloseTo(.004_003, within(1e-12));
    assertThat(
            scraped.value(
                "storage_operation_duration_seconds_bucket",
                "le",
                "5e-06",
                "operation",
                "put",
                "storage",
                "mvcc",
                "status",
                "ok"))
        .contains(1.0);
    assertThat(
            scraped.value(
                "storage_operation_total",
                "operation",
                "range",
                "storage",
                "mvcc",
                "status",
                "error"))
        .contains(1.0);
    assertThat(scraped.value("mvcc_compaction_total")).contains(1.0);
  }

  @Test
  void leasesRightsAndLoginsAreCountedByWhatCameOfThem() throws Exception {
    telemetry.state().lease(LeaseOperation.RENEW, true);
    telemetry.state().lease(LeaseOperation.GRANT, false);
    telemetry.state().authorization(true);
    telemetry.state().authorization(false);
    telemetry.state().authorization(false);
    telemetry.auth().authenticated(true);
    telemetry.auth().authenticated(false);
    telemetry.auth().authenticated(false);
    telemetry.auth().authenticated(false);

    Scraped scraped = scrape();

    assertThat(scraped.value("lease_operations_total", "operation", "renew", "status", "ok"))
        .contains(1.0);
    assertThat(scraped.value("lease_operations_total", "operation", "grant", "status", "error"))
        .contains(1.0);
    assertThat(scraped.value("auth_authorization_total", "result", "granted")).contains(1.0);
    assertThat(scraped.value("auth_authorization_total", "result", "denied")).contains(2.0);
    assertThat(scraped.value("auth_authentication_total", "result", "success")).contains(1.0);
    assertThat(scraped.value("auth_authentication_total", "result", "failure")).contains(3.0);
  }

  @Test
  void watchesComeAndGoAndEventsAreCountedByType() throws Exception {
    telemetry.watch().opened();
    telemetry.watch().opened();
    telemetry.watch().closed();
    telemetry.watch().sent(5, 2);

    Scraped scraped = scrape();

    assertThat(scraped.value("watch_active_total")).contains(1.0);
    assertThat(scraped.value("watch_events_sent_total", "type", "put")).contains(5.0);
    assertThat(scraped.value("watch_events_sent_total", "type", "delete")).contains(2.0);
  }

  @Test
  void proposalsThatFailedAreProposalsToo() throws Exception {
    telemetry.raft().committed(20_000_000);
    telemetry.raft().failed();
    telemetry.raft().leaderChanged();
    telemetry.raft().snapshot(2_000_000_000, true);

    Scraped scraped = scrape();

    assertThat(scraped.value("raft_proposals_total")).contains(2.0);
    assertThat(scraped.value("raft_proposals_failed_total")).contains(1.0);
    assertThat(scraped.value("raft_commit_duration_seconds_count")).contains(1.0);
    assertThat(scraped.value("raft_commit_duration_seconds_sum")).contains(.02);
    assertThat(scraped.value("raft_commit_duration_seconds_bucket", "le", "0.01")).contains(0.0);
    assertThat(scraped.value("raft_commit_duration_seconds_bucket", "le", "0.025")).contains(1.0);
    assertThat(scraped.value("raft_leader_changes_total")).contains(1.0);
    assertThat(
            scraped.value(
                "storage_operation_duration_seconds_sum",
                "operation",
                "write",
                "storage",
                "snapshot",
                "status",
                "ok"))
        .contains(2.0);
  }

  @Test
  void theJvmAndItsProcessAreMeasuredToo() throws Exception {
    Scraped scraped = scrape();

    assertThat(scraped.value("jvm_memory_used_bytes", "area", "heap").orElseThrow()).isPositive();
    assertThat(scraped.value("process_cpu_seconds_total").orElseThrow()).isPositive();
  }
}
