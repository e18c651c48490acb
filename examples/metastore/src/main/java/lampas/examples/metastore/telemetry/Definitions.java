package lampas.examples.metastore.telemetry;

import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;

/** The metrics of a metadata store: names and labels are a contract with rules and dashboards. */
final class Definitions {
  private static final String OWNER = "metastore";
  private static final double NANOS_PER_SECOND = 1e9;

  /*
   * Keys are in memory: a put takes some microseconds, a range of thousands of keys milliseconds,
   * and a snapshot seconds. With the buckets of requests, from 1 ms, all but the last would be in
   * the first one.
   */
  private static final Buckets STORAGE =
      Buckets.of(
          .000_001,
          .000_002_5,
          .000_005,
          .000_01,
          .000_025,
          .000_05,
          .000_1,
          .000_25,
          .000_5,
          .001,
          .002_5,
          .005,
          .01,
          .025,
          .05,
          .1,
          .25,
          .5,
          1,
          2.5,
          5,
          10,
          30);

  /* From a write to a disk that caches to a wait for an election. */
  private static final Buckets COMMIT =
      Buckets.of(
          .000_25, .000_5, .001, .002_5, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30);

  private static final LabelDomain OPERATIONS =
      LabelDomain.closed("range", "put", "delete", "txn", "compact", "write");
  private static final LabelDomain STORAGES = LabelDomain.closed("mvcc", "snapshot");
  private static final LabelDomain STATUSES = LabelDomain.closed(Status.class);

  static final MetricDefinition STORAGE_DURATION =
      MetricDefinition.histogram("storage_operation_duration_seconds")
          .help("How long operations on the stored keys and on snapshots took on this node.")
          .unit(Unit.SECONDS)
          .buckets(STORAGE)
          .label("operation", OPERATIONS)
          .label("storage", STORAGES)
          .label("status", STATUSES)
          .owner(OWNER)
          .build();

  static final MetricDefinition STORAGE_TOTAL =
      counter("storage_operation_total", "Operations on the stored keys and on snapshots.")
          .label("operation", OPERATIONS)
          .label("storage", STORAGES)
          .label("status", STATUSES)
          .build();

  static final MetricDefinition WATCH_ACTIVE =
      gauge("watch_active_total", "Watches that are open on this node.")
          .unusualName("a contract with rules and dashboards of such stores")
          .build();

  static final MetricDefinition WATCH_EVENTS =
      counter("watch_events_sent_total", "Events that were sent to watchers.")
          .label("type", LabelDomain.closed(WatchMetrics.EventType.class))
          .build();

  static final MetricDefinition LEASE_ACTIVE =
      gauge("lease_active_total", "Leases that are alive.")
          .unusualName("a contract with rules and dashboards of such stores")
          .build();

  static final MetricDefinition LEASE_OPERATIONS =
      counter("lease_operations_total", "What happened to leases.")
          .label("operation", LabelDomain.closed("grant", "revoke", "renew", "expire"))
          .label("status", STATUSES)
          .build();

  static final MetricDefinition AUTHENTICATIONS =
      counter("auth_authentication_total", "Names with passwords that were checked.")
          .label("result", LabelDomain.closed(AuthMetrics.Result.class))
          .build();

  static final MetricDefinition AUTHORIZATIONS =
      counter("auth_authorization_total", "Rights of users that were checked.")
          .label("result", LabelDomain.closed(StateMetrics.Authorization.class))
          .build();

  static final MetricDefinition COMPACTIONS =
      counter("mvcc_compaction_total", "How often history was dropped.").build();

  static final MetricDefinition CURRENT_REVISION =
      gauge("mvcc_current_revision", "The newest revision.").build();

  static final MetricDefinition KEYS = gauge("mvcc_keys", "Keys that exist.").build();

  static final MetricDefinition STORED_BYTES =
      gauge("mvcc_stored_bytes", "Bytes of keys and values of all versions that are kept.")
          .unit(Unit.BYTES)
          .build();

  static final MetricDefinition APPLIED_INDEX =
      node(gauge("raft_applied_index", "The last log entry that was applied on this node."))
          .build();

  static final MetricDefinition COMMITTED_INDEX =
      node(gauge(
              "raft_committed_index", "The last log entry that this node knows to be committed."))
          .build();

  static final MetricDefinition IS_LEADER =
      gauge("raft_is_leader", "1 if this node leads, else 0.").build();

  static final MetricDefinition HAS_LEADER =
      gauge("raft_has_leader", "1 if this node knows who leads, else 0.").build();

  static final MetricDefinition LEADER_CHANGES =
      counter("raft_leader_changes_total", "How often this node saw another leader.").build();

  static final MetricDefinition COMMIT_DURATION =
      MetricDefinition.histogram("raft_commit_duration_seconds")
          .help("How long this node's proposals took to be committed and applied.")
          .unit(Unit.SECONDS)
          .buckets(COMMIT)
          .owner(OWNER)
          .build();

  static final MetricDefinition PROPOSALS =
      counter("raft_proposals_total", "Proposals of this node that are over, failed ones too.")
          .build();

  static final MetricDefinition PROPOSALS_FAILED =
      counter(
              "raft_proposals_failed_total",
              "Proposals of this node that failed, or of which nobody knows.")
          .build();

  private Definitions() {}

  static double seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }

  private static MetricDefinition.Builder counter(String name, String help) {
    return MetricDefinition.counter(name).help(help).owner(OWNER);
  }

  private static MetricDefinition.Builder gauge(String name, String help) {
    return MetricDefinition.gauge(name).help(help).owner(OWNER);
  }

  private static MetricDefinition.Builder node(MetricDefinition.Builder definition) {
    return definition.label("node_id", LabelDomain.bounded(1));
  }
}
