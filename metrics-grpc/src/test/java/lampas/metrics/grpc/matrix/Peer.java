package lampas.metrics.grpc.matrix;

import io.grpc.ServerBuilder;
import io.grpc.opentelemetry.GrpcOpenTelemetry;
import io.micrometer.core.instrument.binder.grpc.MetricCollectingServerInterceptor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.prometheus.client.CollectorRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import me.dinowernli.grpc.prometheus.Configuration;
import me.dinowernli.grpc.prometheus.MonitoringServerInterceptor;
import org.jspecify.annotations.Nullable;

/** What others measure the calls of a server with. */
enum Peer {
  MICROMETER,
  JAVA_GRPC_PROMETHEUS,
  GRPC_OPENTELEMETRY;

  private static final AttributeKey<String> STATUS = AttributeKey.stringKey("grpc.status");

  /** Installs it; what comes back reads the calls that are counted, such as {@code OK 1}. */
  Supplier<List<String>> install(ServerBuilder<?> server) {
    return switch (this) {
      case MICROMETER -> micrometer(server);
      case JAVA_GRPC_PROMETHEUS -> javaGrpcPrometheus(server);
      case GRPC_OPENTELEMETRY -> openTelemetry(server);
    };
  }

  private static Supplier<List<String>> micrometer(ServerBuilder<?> server) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    server.intercept(new MetricCollectingServerInterceptor(registry));
    return () ->
        counted(
            registry.find("grpc.server.processing.duration").timers().stream()
                .filter(timer -> timer.count() > 0)
                .map(timer -> text(timer.getId().getTag("statusCode"), timer.count())));
  }

  private static Supplier<List<String>> javaGrpcPrometheus(ServerBuilder<?> server) {
    CollectorRegistry registry = new CollectorRegistry();
    server.intercept(
        MonitoringServerInterceptor.create(
            Configuration.allMetrics().withCollectorRegistry(registry)));
    return () ->
        counted(
            Collections.list(registry.metricFamilySamples()).stream()
                .flatMap(family -> family.samples.stream())
                .filter(sample -> sample.name.equals("grpc_server_handled_total"))
                .filter(sample -> sample.value > 0)
                .map(sample ->
                    text(
                        sample.labelValues.get(sample.labelNames.indexOf("grpc_code")),
                        (long) sample.value)));
  }

  private static Supplier<List<String>> openTelemetry(ServerBuilder<?> server) {
    InMemoryMetricReader reader = InMemoryMetricReader.create();
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build();
    GrpcOpenTelemetry.newBuilder().sdk(sdk).build().configureServerBuilder(server);
    return () ->
        counted(
            reader.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals("grpc.server.call.duration"))
                .flatMap(metric -> metric.getHistogramData().getPoints().stream())
                .map(point -> text(point.getAttributes().get(STATUS), point.getCount())));
  }

  private static List<String> counted(Stream<String> calls) {
    return calls.sorted().toList();
  }

  private static String text(@Nullable Object code, long count) {
    return code + " " + count;
  }

  /** As it is asked for: {@code --java-grpc-prometheus}. */
  String option() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
