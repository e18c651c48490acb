package lampas.metrics.grpc;

import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannelBuilder;
import java.util.function.LongSupplier;
import lampas.metrics.RecordingFailures;
import lampas.metrics.Registry;
import lampas.metrics.grpc.dialect.AttemptFamilies;
import lampas.metrics.grpc.dialect.CallFamilies;
import lampas.metrics.grpc.dialect.Side;

/**
 * Measures gRPC clients: every call that is started is counted once, with the code that the
 * application sees, and every attempt at it by itself.
 *
 * <p>Thread-safe.
 */
public final class GrpcClientMetrics {
  private final CallFamilies calls;
  private final AttemptFamilies attempts;
  private final LiveCalls live;
  private final RecordingFailures trouble;
  private final int maximumMethods;
  private final LongSupplier nanoTime;

  private GrpcClientMetrics(Registry registry, GrpcClientOptions options, LongSupplier nanoTime) {
    this.maximumMethods = options.maximumMethods();
    this.nanoTime = nanoTime;
    calls = options.dialect().calls(Side.CLIENT, registry, maximumMethods);
    attempts = options.dialect().attempts(registry, maximumMethods);
    live = new LiveCalls(Side.CLIENT, registry, maximumMethods, nanoTime);
    trouble = Trouble.countedAs("grpc_client_recording_failures_total", registry);
  }

  /**
   * Metrics that no channel has yet.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static GrpcClientMetrics create(Registry registry, GrpcClientOptions options) {
    return create(registry, options, System::nanoTime);
  }

  static GrpcClientMetrics create(
      Registry registry, GrpcClientOptions options, LongSupplier nanoTime) {
    return new GrpcClientMetrics(registry, options, nanoTime);
  }

  /**
   * Measures a channel under our names.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static GrpcClientMetrics install(ManagedChannelBuilder<?> channel, Registry registry) {
    GrpcClientMetrics metrics = create(registry, GrpcClientOptions.DEFAULT);
    channel.intercept(metrics.interceptor(""));
    return metrics;
  }

  /**
   * Measures the calls of one channel or stub; belongs outside of all other interceptors, which on
   * a channel's builder is the one that is added last.
   *
   * @param target what the channel was built for, such as {@code dns:///orders:8080}; a label in
   *     the dialect of OpenTelemetry, and not told in the others
   */
  public ClientInterceptor interceptor(String target) {
    return new ClientMetricsInterceptor(
        new ClientCalls(calls, attempts, live, trouble, maximumMethods, target, nanoTime));
  }
}
