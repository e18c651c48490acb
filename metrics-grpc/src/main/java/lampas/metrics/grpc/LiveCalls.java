package lampas.metrics.grpc;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import lampas.metrics.Collector;
import lampas.metrics.Family;
import lampas.metrics.Gauge;
import lampas.metrics.Measurements;
import lampas.metrics.Registry;
import lampas.metrics.grpc.dialect.MethodId;
import lampas.metrics.grpc.dialect.Side;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;

/** The calls that are not over yet, with the same names in every dialect. */
final class LiveCalls implements Collector {
  private final Family<Gauge> inFlight;
  private final Family<Gauge> openStreams;
  private final MetricDefinition oldestAge;
  private final LongSupplier nanoTime;
  private final ConcurrentHashMap<String, LiveMethod.Streams> streaming = new ConcurrentHashMap<>();

  LiveCalls(Side side, Registry registry, int maximumMethods, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    LabelDomain methods = LabelDomain.bounded(maximumMethods + 1);
    inFlight =
        registry.gauges(
            definition(side.prefix() + "in_flight_requests", "Calls that are not over yet.")
                .label("method", methods)
                .build());
    openStreams =
        registry.gauges(
            definition(side.prefix() + "open_streams", "Streaming calls that are not over yet.")
                .label("method", methods)
                .build());
    oldestAge =
        definition(
                side.prefix() + "oldest_stream_age_seconds",
                "How long the oldest open streaming call has been open; absent if none is open.")
            .unit(Unit.SECONDS)
            .label("method", methods)
            .build();
    registry.register(this);
  }

  private static MetricDefinition.Builder definition(String name, String help) {
    return MetricDefinition.gauge(name).help(help).owner("lampas-metrics-grpc");
  }

  /** The same for the same method, however many channels ask: it is one series. */
  LiveMethod of(MethodId method) {
    return method.isStreaming()
        ? streaming.computeIfAbsent(method.path(), this::streams)
        : new LiveMethod.Requests(inFlight.with(method.path()));
  }

  private LiveMethod.Streams streams(String path) {
    return new LiveMethod.Streams(
        inFlight.with(path), new OpenStreams(path, openStreams.with(path)));
  }

  @Override
  public List<MetricDefinition> definitions() {
    return List.of(oldestAge);
  }

  @Override
  public void collect(Measurements into) {
    long now = nanoTime.getAsLong();
    for (LiveMethod.Streams streams : streaming.values()) {
      OpenStreams open = streams.open();
      open.oldestAgeNanos(now).ifPresent(age -> into.value(oldestAge, age / 1e9, open.method()));
    }
  }
}
