package lampas.benchmarks;

import io.grpc.ServerBuilder;
import io.grpc.opentelemetry.GrpcOpenTelemetry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.grpc.MetricCollectingServerInterceptor;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import lampas.metrics.Registry;
import lampas.metrics.grpc.AuthDecision;
import lampas.metrics.grpc.GrpcServerMetrics;
import lampas.metrics.grpc.GrpcServerOptions;
import lampas.metrics.grpc.limit.Rate;
import lampas.metrics.grpc.limit.RateLimits;
import me.dinowernli.grpc.prometheus.Configuration;
import me.dinowernli.grpc.prometheus.MonitoringServerInterceptor;

/** What measures the calls of a gRPC server. */
public enum GrpcSetup {
  /** Nothing. */
  NONE,
  /** Our metrics without guards. */
  LAMPAS_MEASURE_ONLY,
  /** Our metrics with every guard on; none of them ever refuses. */
  LAMPAS_ALL,
  /** Micrometer's interceptor, its registry for Prometheus. */
  MICROMETER,
  /** The library java-grpc-prometheus, with its histogram. */
  JAVA_GRPC_PROMETHEUS,
  /** The plugin of gRPC for OpenTelemetry, with the SDK's own storage. */
  GRPC_OPENTELEMETRY;

  private static final Rate PLENTY = new Rate(1e9, 1_000_000_000);
  private static final GrpcServerOptions EVERYTHING =
      GrpcServerOptions.DEFAULT
          .withSlowCallThreshold(Duration.ofMillis(100))
          .withConnectionLimit(1_000)
          .withRateLimits(RateLimits.NONE.withTotal(PLENTY).withPerClient(PLENTY))
          .withAuthHook((call, headers) -> AuthDecision.ADMITTED);

  /** Installs it; what comes back says how many calls it has counted, NaN if nobody counts. */
  DoubleSupplier install(ServerBuilder<?> server) {
    return switch (this) {
      case NONE -> () -> Double.NaN;
      case LAMPAS_MEASURE_ONLY -> {
        Registry registry = Registry.create();
        GrpcServerMetrics.create(registry, GrpcServerOptions.DEFAULT).measureOnly(server);
        yield () -> GrpcCounts.of(registry);
      }
      case LAMPAS_ALL -> {
        Registry registry = Registry.create();
        GrpcServerMetrics.install(server, registry, EVERYTHING);
        yield () -> GrpcCounts.of(registry);
      }
      case MICROMETER -> {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        server.intercept(new MetricCollectingServerInterceptor(registry));
        yield () ->
            registry.get("grpc.server.processing.duration").timers().stream()
                .mapToDouble(Timer::count)
                .sum();
      }
      case JAVA_GRPC_PROMETHEUS -> {
        CollectorRegistry registry = new CollectorRegistry();
        server.intercept(
            MonitoringServerInterceptor.create(
                Configuration.allMetrics().withCollectorRegistry(registry)));
        yield () -> GrpcCounts.of(registry);
      }
      case GRPC_OPENTELEMETRY -> {
        CollectedMetrics reader = new CollectedMetrics();
        OpenTelemetrySdk sdk =
            OpenTelemetrySdk.builder()
                .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
                .build();
        GrpcOpenTelemetry.newBuilder().sdk(sdk).build().configureServerBuilder(server);
        yield () -> GrpcCounts.of(reader);
      }
    };
  }
}
