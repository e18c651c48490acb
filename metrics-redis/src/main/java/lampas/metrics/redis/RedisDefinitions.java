package lampas.metrics.redis;

import java.util.Optional;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;

/** The definitions of this package, under a namespace or none. */
final class RedisDefinitions {
  /* From 1 ms to half a second. */
  private static final Buckets DURATIONS = Buckets.of(.001, .005, .01, .025, .05, .1, .25, .5);
  private static final LabelDomain NAMES = LabelDomain.bounded(100);

  private final Optional<String> namespace;

  RedisDefinitions(Optional<String> namespace) {
    this.namespace = namespace;
  }

  MetricDefinition duration() {
    return named(
        MetricDefinition.histogram("redis_operation_duration_seconds")
            .unit(Unit.SECONDS)
            .help("How long commands took until they were over, however they ended.")
            .label("operation", Operations.DOMAIN)
            .buckets(DURATIONS));
  }

  MetricDefinition errors() {
    return named(
        counter("redis_operation_errors_total", "Commands that did not succeed.")
            .label("operation", Operations.DOMAIN)
            .label("error", CommandError.DOMAIN));
  }

  MetricDefinition inFlight() {
    return named(gauge("redis_operations_in_flight", "Commands that are not over yet."));
  }

  MetricDefinition recordingFailures() {
    return named(counter("redis_recording_failures_total", "Commands that could not be recorded."));
  }

  MetricDefinition connectionsOpen() {
    return named(gauge("redis_connections_open", "Connections that are open."));
  }

  MetricDefinition connectionsOpened() {
    return named(
        counter("redis_connections_opened_total", "Connections that were opened, again or anew."));
  }

  MetricDefinition connectionsClosed() {
    return named(
        counter("redis_connections_closed_total", "Connections that were closed or lost."));
  }

  MetricDefinition poolConnections() {
    return named(
        gauge("redis_pool_connections", "Connections of a pool.")
            .label("pool", NAMES)
            .label("state", LabelDomain.closed("active", "idle")));
  }

  MetricDefinition poolMaximum() {
    return named(
        gauge("redis_pool_connections_maximum", "How many connections a pool may have.")
            .label("pool", NAMES));
  }

  MetricDefinition up() {
    return named(
        gauge("redis_connection_up", "Whether Redis answered a ping of this scrape, 1 or 0."));
  }

  MetricDefinition answerAge() {
    return named(
        seconds("redis_last_answer_age_seconds", "How long ago Redis last answered a ping."));
  }

  MetricDefinition streamLength() {
    return named(gauge("redis_stream_length", "Entries of a stream.").label("stream", NAMES));
  }

  MetricDefinition groupLag() {
    return named(
        inGroup(gauge("redis_stream_group_lag", "Entries that a group has not been given yet.")));
  }

  MetricDefinition groupPending() {
    return named(
        inGroup(
            gauge(
                "redis_stream_group_pending",
                "Entries that a group was given and has not acknowledged.")));
  }

  MetricDefinition groupConsumers() {
    return named(inGroup(gauge("redis_stream_group_consumers", "Consumers that a group knows.")));
  }

  MetricDefinition oldestPending() {
    return named(
        inGroup(
            seconds(
                "redis_stream_group_oldest_pending_age_seconds",
                "How long ago the oldest entry that is not acknowledged was added.")));
  }

  MetricDefinition streamFailures() {
    return named(
        counter("redis_stream_check_failures_total", "Looks at a stream that failed.")
            .label("stream", NAMES));
  }

  private static MetricDefinition.Builder inGroup(MetricDefinition.Builder definition) {
    return definition.label("stream", NAMES).label("group", NAMES);
  }

  private static MetricDefinition.Builder counter(String name, String help) {
    return MetricDefinition.counter(name).help(help);
  }

  private static MetricDefinition.Builder gauge(String name, String help) {
    return MetricDefinition.gauge(name).help(help);
  }

  private static MetricDefinition.Builder seconds(String name, String help) {
    return gauge(name, help).unit(Unit.SECONDS);
  }

  private MetricDefinition named(MetricDefinition.Builder builder) {
    MetricDefinition definition = builder.owner("lampas-metrics-redis").build();
    return namespace.map(definition::inNamespace).orElse(definition);
  }
}
