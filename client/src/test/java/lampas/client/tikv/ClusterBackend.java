package lampas.client.tikv;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import lampas.client.Backend;
import lampas.client.Query;
import lampas.client.SeriesScope;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.Vector;
import lampas.model.result.QueryResult.VectorSample;

/** A backend that answers the queries of a snapshot from values that a test sets. */
final class ClusterBackend implements Backend {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Map<SnapshotQuery, List<VectorSample>> samples = new EnumMap<>(SnapshotQuery.class);
  private final Map<SnapshotQuery, UnaryOperator<QueryAnswer>> changes =
      new EnumMap<>(SnapshotQuery.class);
  private final List<Query> asked = new CopyOnWriteArrayList<>();

  ClusterBackend() {
    for (SnapshotQuery query : SnapshotQuery.values()) {
      samples.put(query, new ArrayList<>());
    }
  }

  /** A store whose every field has a value and that is well. */
  ClusterBackend withHealthy(String address) {
    Labels instance = Labels.of("instance", address);
    set(SnapshotQuery.UP, instance.with("__name__", "up").with("job", "tikv"), 1);
    set(SnapshotQuery.SAMPLE_TIME, instance, (double) NOW.getEpochSecond() - 4);
    set(SnapshotQuery.QPS, instance, 250);
    set(SnapshotQuery.LATENCY, instance, 0.0125);
    set(SnapshotQuery.DISK, instance.with("type", "used"), 300);
    set(SnapshotQuery.DISK, instance.with("type", "capacity"), 1000);
    set(SnapshotQuery.DISK, instance.with("type", "available"), 650);
    set(SnapshotQuery.CPU, instance, 1.5);
    set(SnapshotQuery.LOG_LAG, instance, 7);
    set(SnapshotQuery.COMMIT, instance, 0.004);
    return this;
  }

  /** Sets the value of one series, in place of another one. */
  ClusterBackend set(SnapshotQuery query, Labels labels, double value) {
    remove(query, labels);
    samples(query).add(new FloatSample(labels, NOW.toEpochMilli(), value));
    return this;
  }

  ClusterBackend set(SnapshotQuery query, String address, double value) {
    return set(query, Labels.of("instance", address), value);
  }

  ClusterBackend add(SnapshotQuery query, VectorSample sample) {
    samples(query).add(sample);
    return this;
  }

  ClusterBackend remove(SnapshotQuery query, Labels labels) {
    samples(query).removeIf(sample -> sample.labels().equals(labels));
    return this;
  }

  ClusterBackend remove(SnapshotQuery query, String address) {
    samples(query).removeIf(sample -> sample.labels().valueOrEmpty("instance").equals(address));
    return this;
  }

  /** Lets a query's answer be another one, or an exception. */
  ClusterBackend changing(SnapshotQuery query, UnaryOperator<QueryAnswer> change) {
    changes.put(query, change);
    return this;
  }

  ClusterBackend failing(SnapshotQuery query, String message) {
    return changing(
        query,
        answer -> {
          throw new TikvException(lampas.model.error.ErrorKind.UNAVAILABLE, message);
        });
  }

  List<Query> asked() {
    return asked;
  }

  @Override
  public QueryAnswer query(Query query) {
    asked.add(query);
    SnapshotQuery kind = kindOf(query.promql());
    QueryAnswer answer = QueryAnswer.of(new Vector(samples(kind)));
    UnaryOperator<QueryAnswer> change = changes.get(kind);
    return change == null ? answer : change.apply(answer);
  }

  @Override
  public List<Labels> series(SeriesScope scope) {
    throw new AssertionError("not asked");
  }

  @Override
  public List<String> labelNames(SeriesScope scope) {
    throw new AssertionError("not asked");
  }

  @Override
  public List<String> labelValues(String name, SeriesScope scope) {
    throw new AssertionError("not asked");
  }

  static SnapshotQuery kindOf(String promql) {
    if (promql.startsWith("up{")) {
      return SnapshotQuery.UP;
    }
    if (promql.contains("timestamp(")) {
      return SnapshotQuery.SAMPLE_TIME;
    }
    Map<String, SnapshotQuery> byMetric =
        Map.of(
            "tikv_storage_command_total", SnapshotQuery.QPS,
            "tikv_grpc_msg_duration_seconds_bucket", SnapshotQuery.LATENCY,
            "tikv_store_size_bytes", SnapshotQuery.DISK,
            "process_cpu_seconds_total", SnapshotQuery.CPU,
            "tikv_raftstore_log_lag_bucket", SnapshotQuery.LOG_LAG,
            "tikv_raftstore_commit_log_duration_seconds_bucket", SnapshotQuery.COMMIT);
    return byMetric.entrySet().stream()
        .filter(entry -> promql.contains(entry.getKey() + "{"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError(promql));
  }

  private List<VectorSample> samples(SnapshotQuery query) {
    List<VectorSample> list = samples.get(query);
    if (list == null) {
      throw new AssertionError(query);
    }
    return list;
  }
}
