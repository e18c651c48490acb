package lampas.examples.tikv.store;

import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;

/** TiKV's metrics: names, labels and buckets as its metrics.rs files have them. */
final class TikvDefinitions {
  private static final String THEIRS = "the name is TiKV's";
  private static final Buckets DURATIONS = Buckets.exponential(0.0005, 2, 20);

  static final MetricDefinition COMMANDS =
      named(
          MetricDefinition.counter("tikv_storage_command_total")
              .help("Total number of commands received.")
              .label("type", LabelDomain.closed("get", "batch_get", "prewrite", "commit")));

  static final MetricDefinition REQUESTS =
      named(
          MetricDefinition.histogram("tikv_grpc_msg_duration_seconds")
              .help("Bucketed histogram of grpc server messages.")
              .unit(Unit.SECONDS)
              .buckets(DURATIONS)
              .label(
                  "type",
                  LabelDomain.closed("kv_get", "kv_batch_get", "kv_prewrite", "kv_commit")));

  static final MetricDefinition SIZES =
      named(
          MetricDefinition.gauge("tikv_store_size_bytes")
              .help("Size of storage.")
              .unit(Unit.BYTES)
              .label("type", LabelDomain.closed("capacity", "available", "used")));

  static final MetricDefinition LOG_LAG =
      named(
          MetricDefinition.histogram("tikv_raftstore_log_lag")
              .help("Bucketed histogram of log lag in a region.")
              .buckets(Buckets.of(2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 5120, 10240)));

  static final MetricDefinition COMMITS =
      named(
          MetricDefinition.histogram("tikv_raftstore_commit_log_duration_seconds")
              .help("Bucketed histogram of peer commits logs duration.")
              .unit(Unit.SECONDS)
              .buckets(DURATIONS));

  static final MetricDefinition REGIONS =
      named(
          MetricDefinition.gauge("tikv_raftstore_region_count")
              .help("Number of regions collected in region_collector.")
              .label("type", LabelDomain.closed("region", "leader")));

  static final MetricDefinition CPU =
      named(
          MetricDefinition.counter("process_cpu_seconds_total")
              .help("Total user and system CPU time spent in seconds.")
              .unit(Unit.SECONDS));

  static final MetricDefinition START =
      named(
          MetricDefinition.gauge("process_start_time_seconds")
              .help("Start time of the process since unix epoch in seconds.")
              .unit(Unit.SECONDS));

  private TikvDefinitions() {}

  private static MetricDefinition named(MetricDefinition.Builder builder) {
    return builder.owner("tikv").unusualName(THEIRS).build();
  }
}
