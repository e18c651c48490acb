package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.opentelemetry.GrpcOpenTelemetry;
import io.grpc.stub.ServerCalls;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lampas.metrics.Registry;
import lampas.metrics.grpc.dialect.Dialect;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.LoopbackServer;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Service;
import lampas.metrics.grpc.wire.Until;
import lampas.model.label.Labels;
import org.junit.jupiter.api.Test;

/** The same calls, measured by gRPC's own plugin for OpenTelemetry and by us, side by side. */
class OpenTelemetryDialectTest {
  /* As an exporter for Prometheus writes these names: the unit and _total at the end. */
  private static final Map<String, String> DURATIONS =
      Map.of(
          "grpc.server.call.duration", "grpc_server_call_duration_seconds",
          "grpc.client.call.duration", "grpc_client_call_duration_seconds",
          "grpc.client.attempt.duration", "grpc_client_attempt_duration_seconds");
  private static final Map<String, String> SIZES =
      Map.of(
          "grpc.server.call.sent_total_compressed_message_size",
          "grpc_server_call_sent_total_compressed_message_size_bytes",
          "grpc.server.call.rcvd_total_compressed_message_size",
          "grpc_server_call_rcvd_total_compressed_message_size_bytes",
          "grpc.client.attempt.sent_total_compressed_message_size",
          "grpc_client_attempt_sent_total_compressed_message_size_bytes",
          "grpc.client.attempt.rcvd_total_compressed_message_size",
          "grpc_client_attempt_rcvd_total_compressed_message_size_bytes");

  private final Registry registry = Registry.create();
  private final InMemoryMetricReader oracle = InMemoryMetricReader.create();
  private final CountDownLatch waiting = new CountDownLatch(1);

  @Test
  void theSeriesAndTheirCountsAreThoseOfGrpcsOwnPlugin() throws Exception {
    makeCalls();

    Page page = Page.of(registry);
    Map<String, MetricData> metrics = new TreeMap<>();
    oracle.collectAllMetrics().forEach(metric -> metrics.put(metric.getName(), metric));
    assertThat(metrics).hasSize(9);
    DURATIONS.forEach((theirs, ours) ->
        assertThat(page.samples(ours + "_count"))
            .as(ours)
            .hasSizeGreaterThan(4)
            .isEqualTo(counts(metric(metrics, theirs))));
    SIZES.forEach((theirs, ours) -> {
      assertThat(page.samples(ours + "_count")).as(ours).isEqualTo(counts(metric(metrics, theirs)));
      assertThat(page.samples(ours + "_sum")).as(ours).isEqualTo(sums(metric(metrics, theirs)));
      assertThat(bounds(page, ours)).as(ours).isEqualTo(bounds(metric(metrics, theirs)));
    });
    assertThat(page.samples("grpc_client_attempt_started_total"))
        .isEqualTo(longs(metric(metrics, "grpc.client.attempt.started")));
    /* Theirs forgets a call that was started with a method that the server does not have. */
    Map<Labels, Double> started = longs(metric(metrics, "grpc.server.call.started"));
    started.put(Labels.of("grpc_method", "other"), 1.0);
    assertThat(page.samples("grpc_server_call_started_total")).isEqualTo(started);
  }

  private static MetricData metric(Map<String, MetricData> metrics, String name) {
    return Objects.requireNonNull(metrics.get(name), name);
  }

  private void makeCalls() throws Exception {
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(oracle).build())
            .build();
    GrpcOpenTelemetry plugin = GrpcOpenTelemetry.newBuilder().sdk(sdk).build();
    GrpcClientMetrics client =
        GrpcClientMetrics.create(
            registry, GrpcClientOptions.DEFAULT.withDialect(Dialect.OPEN_TELEMETRY));
    Service service =
        Service.ECHO.withList(
            ServerCalls.asyncServerStreamingCall((request, answer) -> {
              if (request.equals("wait")) {
                waiting.countDown();
              } else {
                answer.onNext(request);
                answer.onError(Status.NOT_FOUND.asRuntimeException());
              }
            }));
    try (LoopbackServer server =
        LoopbackServer.start(
            service,
            builder -> {
              GrpcServerMetrics.install(
                  builder, registry, GrpcServerOptions.DEFAULT.withDialect(Dialect.OPEN_TELEMETRY));
              plugin.configureServerBuilder(builder);
            })) {
      ManagedChannel channel =
          server.channel(builder -> {
            builder.intercept(client.interceptor(server.target()));
            plugin.configureChannelBuilder(builder);
          });
      Call.make(channel, Methods.PLACE, "an order");
      Call.make(channel, Methods.PLACE, "x".repeat(5_000));
      Call.make(channel, Methods.LIST, "an order");
      Call.make(channel, Methods.UPLOAD, "one", "two");
      Call.make(channel, Methods.TALK, "one", "two");
      Call.make(channel, Methods.method("Guess", MethodType.UNARY), "x");
      Call.start(channel, Methods.PLACE, CallOptions.DEFAULT.withCompression("gzip"))
          .send("y".repeat(5_000))
          .halfClose()
          .status();
      Call cancelled = Call.start(channel, Methods.LIST).send("wait").halfClose();
      assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
      cancelled.cancel();
      cancelled.status();
      Until.nothingIsInFlight(registry);
    }
  }

  private static Map<Labels, Double> longs(MetricData metric) {
    Map<Labels, Double> values = new TreeMap<>();
    for (LongPointData point : metric.getLongSumData().getPoints()) {
      values.put(labels(point.getAttributes()), (double) point.getValue());
    }
    return values;
  }

  private static Map<Labels, Double> counts(MetricData metric) {
    Map<Labels, Double> values = new TreeMap<>();
    for (HistogramPointData point : metric.getHistogramData().getPoints()) {
      values.put(labels(point.getAttributes()), (double) point.getCount());
    }
    return values;
  }

  private static Map<Labels, Double> sums(MetricData metric) {
    assertThat(metric.getType()).isEqualTo(MetricDataType.HISTOGRAM);
    Map<Labels, Double> values = new TreeMap<>();
    for (HistogramPointData point : metric.getHistogramData().getPoints()) {
      values.put(labels(point.getAttributes()), point.getSum());
    }
    return values;
  }

  private static List<Double> bounds(MetricData metric) {
    return metric.getHistogramData().getPoints().iterator().next().getBoundaries();
  }

  private static List<Double> bounds(Page page, String name) {
    return page.samples(name + "_bucket").keySet().stream()
        .map(labels -> labels.valueOrEmpty("le"))
        .filter(bound -> !bound.equals("+Inf"))
        .map(Double::valueOf)
        .distinct()
        .sorted()
        .toList();
  }

  private static Labels labels(Attributes attributes) {
    Labels.Builder labels = Labels.builder();
    attributes.forEach(
        (key, value) -> labels.set(key.getKey().replace('.', '_'), value.toString()));
    return labels.build();
  }
}
