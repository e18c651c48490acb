package lampas.client.tikv;

import static lampas.client.tikv.Selection.by;
import static lampas.client.tikv.Selection.call;
import static lampas.client.tikv.Selection.number;
import static lampas.client.tikv.Selection.or;
import static lampas.client.tikv.Selection.subquery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lampas.model.label.Matcher;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.Expression;

/**
 * The queries of a snapshot: one each metric for all stores, grouped by {@code instance}.
 *
 * <p>Names and labels are TiKV's own; source: the metrics.rs files of its components.
 */
enum SnapshotQuery {
  UP,
  SAMPLE_TIME,
  QPS,
  LATENCY,
  DISK,
  CPU,
  LOG_LAG,
  COMMIT;

  static final String INSTANCE = "instance";
  static final String SIZE_TYPE = "type";

  private static final String SIZE = "tikv_store_size_bytes";
  private static final String CPU_SECONDS = "process_cpu_seconds_total";
  private static final List<String> ON_EVERY_PAGE = List.of(CPU_SECONDS, SIZE);

  /* How far the age of a store looks back that is not scraped any more, and how finely. */
  private static final Duration LOOK_BACK = Duration.ofMinutes(5);
  private static final Duration LOOK_BACK_STEP = Duration.ofSeconds(5);

  /** The query's expression for the given stores. */
  Expression expression(Selection stores, Duration window) {
    return switch (this) {
      /* Not grouped: two series of one instance are two targets, whose sums would be twice as large. */
      case UP -> stores.selector("up");
      case SAMPLE_TIME -> sampleTime(stores);
      case QPS -> by(Aggregator.SUM, stores.rate("tikv_storage_command_total", window), INSTANCE);
      case LATENCY -> quantile(stores, "tikv_grpc_msg_duration_seconds", window);
      case DISK ->
          by(
              Aggregator.MAX,
              stores.selector(SIZE, Matcher.regex(SIZE_TYPE, "used|capacity|available")),
              INSTANCE,
              SIZE_TYPE);
      case CPU -> by(Aggregator.SUM, stores.rate(CPU_SECONDS, window), INSTANCE);
      case LOG_LAG -> quantile(stores, "tikv_raftstore_log_lag", window);
      case COMMIT -> quantile(stores, "tikv_raftstore_commit_log_duration_seconds", window);
    };
  }

  /* By (instance, le) and nothing else: without le there is no histogram left to take it from. */
  private static Expression quantile(Selection stores, String histogram, Duration window) {
    Expression rates = stores.rate(histogram + "_bucket", window);
    return call("histogram_quantile", number(0.99), by(Aggregator.SUM, rates, INSTANCE, "le"));
  }

  /*
   * When a scrape fails, all series of its page end at once, and timestamp() of them with it; the
   * subqueries then find the last moments in which they were there.
   */
  private static Expression sampleTime(Selection stores) {
    Optional<Expression> all = Optional.empty();
    for (String metric : ON_EVERY_PAGE) {
      Expression now = by(Aggregator.MAX, call("timestamp", stores.selector(metric)), INSTANCE);
      all = Optional.of(all.map(before -> or(before, now)).orElse(now));
    }
    Expression found = all.orElseThrow();
    for (String metric : ON_EVERY_PAGE) {
      Expression times = call("timestamp", stores.selector(metric));
      Expression last = call("max_over_time", subquery(times, LOOK_BACK, LOOK_BACK_STEP));
      found = or(found, by(Aggregator.MAX, last, INSTANCE));
    }
    return found;
  }
}
