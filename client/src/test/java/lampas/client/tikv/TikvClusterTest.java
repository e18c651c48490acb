package lampas.client.tikv;

import static lampas.client.tikv.ClusterBackend.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.Scalar;
import lampas.model.result.QueryResult.Text;
import lampas.model.result.QueryResult.Vector;
import org.junit.jupiter.api.Test;

class TikvClusterTest {
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String ADDRESS = "tikv-0:20180";
  private static final Labels INSTANCE = Labels.of("instance", ADDRESS);

  private final ClusterBackend backend = new ClusterBackend().withHealthy(ADDRESS);

  private TikvCluster cluster(Store... stores) {
    return cluster(SnapshotSettings.defaults(), stores);
  }

  private TikvCluster cluster(SnapshotSettings settings, Store... stores) {
    return TikvCluster.of(backend, StoreDirectory.of(List.of(stores)), settings, CLOCK);
  }

  private StoreMetrics metrics() {
    return cluster().storeMetrics(Stores.up("1", ADDRESS));
  }

  private TikvCluster cluster() {
    return cluster(Stores.up("1", ADDRESS));
  }

  private static Reading value(double number) {
    return new Reading.Value(number);
  }

  private static Reading absent(Absence reason) {
    return Reading.absent(reason);
  }

  @Test
  void everyFieldHasTheValueOfItsSeriesInItsUnit() {
    StoreMetrics metrics = metrics();

    assertThat(metrics.storeId()).isEqualTo("1");
    assertThat(metrics.up()).isEqualTo(value(1));
    assertThat(metrics.sampleAgeSeconds()).isEqualTo(value(4));
    assertThat(metrics.qps()).isEqualTo(value(250));
    assertThat(metrics.latencyP99Millis()).isEqualTo(value(12.5));
    assertThat(metrics.diskUsedBytes()).isEqualTo(value(300));
    assertThat(metrics.diskCapacityBytes()).isEqualTo(value(1000));
    assertThat(metrics.diskAvailableBytes()).isEqualTo(value(650));
    assertThat(metrics.diskFullness()).isEqualTo(value(0.35));
    assertThat(metrics.cpuCores()).isEqualTo(value(1.5));
    assertThat(metrics.raftLogLagEntries()).isEqualTo(value(7));
    assertThat(metrics.raftCommitP99Millis()).isEqualTo(value(4));
    assertThat(metrics.leaders()).isEqualTo(value(300));
    assertThat(metrics.regions()).isEqualTo(value(900));
  }

  @Test
  void aSnapshotAsksTheseQueriesAndNoOthers() {
    cluster(Stores.up("1", ADDRESS), Stores.up("2", "10.0.0.2:20180")).snapshot();

    String stores = "instance=~\"10\\\\.0\\\\.0\\\\.2:20180|tikv-0:20180\"";
    assertThat(backend.asked())
        .extracting(Query::promql)
        .map(promql -> promql.replace(stores, "STORES"))
        .containsExactlyInAnyOrder(
            "up{STORES}",
            "max by (instance) (timestamp(process_cpu_seconds_total{STORES}))"
                + " or max by (instance) (timestamp(tikv_store_size_bytes{STORES}))"
                + " or max by (instance) (max_over_time(timestamp(process_cpu_seconds_total"
                + "{STORES})[5m:5s]))"
                + " or max by (instance) (max_over_time(timestamp(tikv_store_size_bytes"
                + "{STORES})[5m:5s]))",
            "sum by (instance) (rate(tikv_storage_command_total{STORES}[1m]))",
            "histogram_quantile(0.99, sum by (instance, le)"
                + " (rate(tikv_grpc_msg_duration_seconds_bucket{STORES}[1m])))",
            "max by (instance, type) (tikv_store_size_bytes{STORES,"
                + "type=~\"used|capacity|available\"})",
            "sum by (instance) (rate(process_cpu_seconds_total{STORES}[1m]))",
            "histogram_quantile(0.99, sum by (instance, le)"
                + " (rate(tikv_raftstore_log_lag_bucket{STORES}[1m])))",
            "histogram_quantile(0.99, sum by (instance, le)"
                + " (rate(tikv_raftstore_commit_log_duration_seconds_bucket{STORES}[1m])))");
  }

  @Test
  void anyNumberOfStoresIsOneQueryAMetricAtOneTimeWithOneDeadline() {
    Store[] stores =
        IntStream.range(0, 200)
            .mapToObj(i -> Stores.up("s" + i, "tikv-" + i + ":20180"))
            .toArray(Store[]::new);

    ClusterSnapshot snapshot = cluster(stores).snapshot();

    assertThat(snapshot.stores()).hasSize(200);
    assertThat(snapshot.time()).isEqualTo(NOW);
    assertThat(backend.asked()).hasSize(SnapshotQuery.values().length);
    assertThat(backend.asked()).extracting(Query::time).containsOnly(new QueryTime.At(NOW));
    assertThat(backend.asked())
        .extracting(Query::timeout)
        .containsOnly(Optional.of(Duration.ofSeconds(10)));
  }

  @Test
  void oneStoreIsMatchedExactlyAndMoreMatchersStandInEverySelector() {
    cluster(
            SnapshotSettings.defaults()
                .withWindow(Duration.ofMinutes(5))
                .withMatchers(Matcher.equal("tidb_cluster", "a\"}")),
            Stores.up("1", ADDRESS))
        .snapshot();

    assertThat(backend.asked())
        .extracting(Query::promql)
        .contains(
            "sum by (instance) (rate(tikv_storage_command_total"
                + "{instance=\"tikv-0:20180\",tidb_cluster=\"a\\\"}\"}[5m]))")
        .allSatisfy(promql ->
            assertThat(promql.split("tidb_cluster=\"a\\\\\"}\"", -1).length)
                .isEqualTo(promql.split("instance=\"tikv-0:20180\"", -1).length));
  }

  @Test
  void whatIsNotThereIsAbsentAndNeverZero() {
    for (SnapshotQuery query : SnapshotQuery.values()) {
      backend.remove(query, ADDRESS);
    }

    assertThat(metrics().readings())
        .hasSize(StoreField.values().length)
        .allSatisfy((field, reading) -> {
          if (field == StoreField.LEADERS || field == StoreField.REGIONS) {
            assertThat(reading.value()).isPresent();
          } else {
            assertThat(reading).isEqualTo(absent(new Absence.NoSuchSeries()));
          }
        });
  }

  @Test
  void aCapacityThatIsMissingOrZeroIsNotOne() {
    backend.remove(SnapshotQuery.DISK, INSTANCE.with("type", "capacity"));
    assertThat(metrics().diskCapacityBytes()).isEqualTo(absent(new Absence.NoSuchSeries()));
    assertThat(metrics().diskFullness()).isEqualTo(absent(new Absence.NoSuchSeries()));
    assertThat(metrics().diskUsedBytes()).isEqualTo(value(300));

    backend.set(SnapshotQuery.DISK, INSTANCE.with("type", "capacity"), 0);
    assertThat(metrics().diskFullness()).isEqualTo(absent(new Absence.NotANumber()));
  }

  @Test
  void aValueThatIsNotANumberIsAbsentForThatReason() {
    backend.set(SnapshotQuery.LATENCY, ADDRESS, Double.NaN);
    backend.set(SnapshotQuery.LOG_LAG, ADDRESS, Double.POSITIVE_INFINITY);

    assertThat(metrics().latencyP99Millis()).isEqualTo(absent(new Absence.NotANumber()));
    assertThat(metrics().raftLogLagEntries()).isEqualTo(value(Double.POSITIVE_INFINITY));
  }

  @Test
  void aQueryThatFailsLeavesItsOwnFieldsAbsentWithTheBackendsMessage() {
    backend.failing(SnapshotQuery.DISK, "execution: too many samples");

    Reading failed = absent(new Absence.QueryFailed("execution: too many samples"));
    StoreMetrics metrics = metrics();
    assertThat(metrics.diskUsedBytes()).isEqualTo(failed);
    assertThat(metrics.diskCapacityBytes()).isEqualTo(failed);
    assertThat(metrics.diskAvailableBytes()).isEqualTo(failed);
    assertThat(metrics.qps()).isEqualTo(value(250));
  }

  @Test
  void anAnswerOfAPartOfTheDataOrOfAnotherTypeIsNoValue() {
    backend.changing(
        SnapshotQuery.QPS,
        answer ->
            new QueryAnswer(
                answer.result(), List.of(), List.of(), List.of(), true, Optional.empty()));
    backend.changing(SnapshotQuery.CPU, answer -> QueryAnswer.of(new Scalar(0, 1)));
    backend.changing(
        SnapshotQuery.LATENCY,
        answer -> new QueryAnswer(answer.result(), List.of("a block is missing"), List.of()));

    ClusterSnapshot snapshot = cluster().snapshot();

    StoreMetrics metrics = snapshot.stores().getFirst();
    assertThat(metrics.qps())
        .isEqualTo(absent(new Absence.QueryFailed("a part of the data did not answer")));
    assertThat(metrics.cpuCores())
        .isEqualTo(absent(new Absence.QueryFailed("no vector (expected: one value a series)")));
    assertThat(snapshot.warnings()).containsExactly("a block is missing");
  }

  @Test
  void ifNoQueryIsAnsweredThereIsNoSnapshot() {
    for (SnapshotQuery query : SnapshotQuery.values()) {
      backend.failing(query, "backend: not reachable");
    }

    assertThatThrownBy(() -> cluster().snapshot()).hasMessage("backend: not reachable");
  }

  @Test
  void whatAFailedScrapeLeftBehindIsNoValue() {
    backend.set(SnapshotQuery.UP, INSTANCE.with("__name__", "up").with("job", "tikv"), 0);

    Reading failed = absent(new Absence.ScrapeFailed(Optional.of(Duration.ofSeconds(4))));
    assertThat(metrics().up()).isEqualTo(value(0));
    assertThat(metrics().sampleAgeSeconds()).isEqualTo(value(4));
    assertThat(metrics().qps()).isEqualTo(failed);
    assertThat(metrics().diskCapacityBytes()).isEqualTo(failed);
    assertThat(metrics().leaders()).isEqualTo(value(300));

    backend.remove(SnapshotQuery.SAMPLE_TIME, ADDRESS);
    assertThat(metrics().qps()).isEqualTo(absent(new Absence.ScrapeFailed(Optional.empty())));
  }

  @Test
  void oldSamplesAreStale() {
    backend.set(SnapshotQuery.SAMPLE_TIME, ADDRESS, (double) NOW.getEpochSecond() - 60);
    assertThat(metrics().qps()).isEqualTo(value(250));

    backend.set(SnapshotQuery.SAMPLE_TIME, ADDRESS, (double) NOW.getEpochSecond() - 61);
    assertThat(metrics().sampleAgeSeconds()).isEqualTo(value(61));
    assertThat(metrics().qps()).isEqualTo(absent(new Absence.Stale(Duration.ofSeconds(61))));
  }

  @Test
  void aStoreThatIsScrapedTwiceHasNoSums() {
    backend.add(
        SnapshotQuery.UP,
        new FloatSample(INSTANCE.with("__name__", "up").with("job", "again"), 0, 1));

    assertThat(metrics().up()).isEqualTo(absent(new Absence.ScrapedTwice(2)));
    assertThat(metrics().qps()).isEqualTo(absent(new Absence.ScrapedTwice(2)));
  }

  @Test
  void seriesOfOtherStoresAreNobodysValues() {
    backend.withHealthy("tikv-01:20180").remove(SnapshotQuery.QPS, ADDRESS);

    assertThat(metrics().qps()).isEqualTo(absent(new Absence.NoSuchSeries()));
  }

  @Test
  void tombstonesAndOtherEnginesAreLeftOutAndNotMissing() {
    Store tombstone = Stores.of("2", "tikv-2:20180", StoreState.TOMBSTONE, 0);
    Store tiflash = Stores.labelled("3", "tiflash-0:20292", "engine", "tiflash");
    Store leaving = Stores.of("4", "tikv-4:20180", StoreState.OFFLINE, 0);

    ClusterSnapshot snapshot =
        cluster(Stores.up("1", ADDRESS), tombstone, tiflash, leaving).snapshot();

    assertThat(snapshot.stores()).extracting(StoreMetrics::storeId).containsExactly("1", "4");
    assertThat(snapshot.leftOut()).containsExactly(tombstone, tiflash);
    assertThat(snapshot.store("2")).isEmpty();
    assertThat(backend.asked()).noneMatch(query -> query.promql().contains("tikv-2"));
  }

  @Test
  void anAddressThatIsNotKnownOrClaimedTwiceIsNotGuessed() {
    StoreDirectory pd =
        () ->
            List.of(
                Stores.withoutStatusAddress("1"), Stores.up("2", ADDRESS), Stores.up("3", ADDRESS));

    ClusterSnapshot snapshot =
        TikvCluster.of(backend, pd, SnapshotSettings.defaults(), CLOCK).snapshot();

    assertThat(snapshot.stores().get(0).qps())
        .isEqualTo(absent(new Absence.NoAddress("its status address is not known")));
    assertThat(snapshot.stores().get(1).qps())
        .isEqualTo(absent(new Absence.NoAddress("another store has its status address")));
    assertThat(snapshot.stores().get(0).leaders()).isEqualTo(value(300));
    assertThat(backend.asked()).isEmpty();
  }

  @Test
  void aStoreIsFoundByItsPeerAddress() {
    TikvCluster cluster = cluster(Stores.up("1", ADDRESS));

    assertThat(cluster.storeMetrics("tikv-0:20160").qps()).isEqualTo(value(250));
    assertThatThrownBy(() -> cluster.storeMetrics("tikv-0:20180"))
        .hasMessage("peer address: \"tikv-0:20180\" (expected: that of a store PD knows)");
  }

  @Test
  void whatIsLateIsAbsentAndInterruptedAndTheRestIsThere() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    backend.changing(
        SnapshotQuery.CPU,
        answer -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException late) {
            interrupted.countDown();
          }
          return answer;
        });

    SnapshotSettings settings = SnapshotSettings.defaults().withDeadline(Duration.ofMillis(500));
    StoreMetrics metrics =
        cluster(settings, Stores.up("1", ADDRESS)).snapshot().stores().getFirst();

    assertThat(metrics.cpuCores())
        .isEqualTo(absent(new Absence.QueryFailed("no answer (expected: within 500 ms)")));
    assertThat(metrics.qps()).isEqualTo(value(250));
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void soManyQueriesRunAtOnceAndNoMore() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch two = new CountDownLatch(2);
    for (SnapshotQuery query : SnapshotQuery.values()) {
      backend.changing(
          query,
          answer -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            two.countDown();
            try {
              assertThat(two.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            running.decrementAndGet();
            return answer;
          });
    }

    cluster(SnapshotSettings.defaults().withConcurrency(2), Stores.up("1", ADDRESS)).snapshot();

    assertThat(most).hasValue(2);
  }

  @Test
  void aValueIsAbsentOrItselfAndNeverTheFirstOfSeveral() {
    backend.set(SnapshotQuery.UP, Labels.of("instance", ADDRESS), 1);
    String up = "up{instance=\"tikv-0:20180\"}";
    backend.changing(SnapshotQuery.UP, answer -> QueryAnswer.of(new Vector(List.of())));
    assertThat(cluster().metricValue(up)).isEmpty();

    backend.changing(SnapshotQuery.UP, answer -> vector(Double.NaN));
    assertThat(cluster().metricValue(up)).isEqualTo(OptionalDouble.of(Double.NaN));
    backend.changing(SnapshotQuery.UP, answer -> vector(0));
    assertThat(cluster().metricValue(up)).isEqualTo(OptionalDouble.of(0));
    backend.changing(SnapshotQuery.UP, answer -> QueryAnswer.of(new Scalar(0, 3)));
    assertThat(cluster().metricValue(up)).isEqualTo(OptionalDouble.of(3));

    backend.changing(SnapshotQuery.UP, answer -> vector(1, 2, 3));
    assertThatExceptionOfType(TikvException.class)
        .isThrownBy(() -> cluster().metricValue(up))
        .withMessage("value: 3 series (expected: one value or none)");
    backend.changing(SnapshotQuery.UP, answer -> QueryAnswer.of(new Text(0, "1")));
    assertThatExceptionOfType(TikvException.class)
        .isThrownBy(() -> cluster().metricValue(up))
        .withMessage("value: no number (expected: one value or none)");
  }

  private static QueryAnswer vector(double... values) {
    return QueryAnswer.of(
        new Vector(
            IntStream.range(0, values.length)
                .mapToObj(i -> new FloatSample(Labels.of("i", "v" + i), 0, values[i]))
                .map(lampas.model.result.QueryResult.VectorSample.class::cast)
                .toList()));
  }
}
