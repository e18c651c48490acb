package lampas.metrics.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.ServerBuilder;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.function.LongSupplier;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Registry;
import lampas.metrics.grpc.limit.RateLimiter;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Measures and guards gRPC servers: every call that reaches one is counted once, with the code that
 * ended it, whether or not an interceptor or a handler ever saw it.
 *
 * <p>A call passes, from the outside in: metrics, panic recovery, slow-call log, connection
 * tracking, rate limit, auth hook, handler. Interceptors that are added to the builder later stand
 * outside of all but the metrics. Servers that share one of these share its limits. Thread-safe.
 */
public final class GrpcServerMetrics {
  private final ServerCalls calls;
  private final ServerTracerFactory tracers;
  private final ConnectionTracking connections;
  private final ServerGate gate;

  /* Whether there is a server whose calls go through the gate. */
  private volatile boolean guarding;

  private GrpcServerMetrics(Registry registry, GrpcServerOptions options, LongSupplier nanoTime) {
    SlowCallLog slowCalls = new SlowCallLog(options.slowCallThreshold(), nanoTime);
    calls =
        new ServerCalls(options.dialect(), options.maximumMethods(), slowCalls, registry, nanoTime);
    tracers = new ServerTracerFactory(calls);
    connections = new ConnectionTracking(options.connectionLimit(), registry);
    /* One more for those past the cap. */
    LabelDomain methods = LabelDomain.bounded(options.maximumMethods() + 1);
    Family<Counter> panics =
        registry.counters(
            counter("grpc_server_panic_total", "Calls whose handler threw what is not a status.")
                .label("method", methods)
                .build());
    Family<Counter> limitHits =
        registry.counters(
            counter("grpc_server_rate_limit_hits_total", "Calls that a rate limit refused.")
                .label("method", methods)
                .build());
    @Nullable RateLimiter limiter =
        options.rateLimits().isNone() ? null : new RateLimiter(options.rateLimits(), nanoTime);
    gate =
        new ServerGate(
            calls,
            new PanicRecovery(calls, panics),
            connections,
            limiter,
            options.clientIdentity(),
            limitHits,
            options.authHook().orElse(null));
  }

  private static MetricDefinition.Builder counter(String name, String help) {
    return MetricDefinition.counter(name).help(help).owner("lampas-metrics-grpc");
  }

  /**
   * Metrics that no server has yet.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static GrpcServerMetrics create(Registry registry, GrpcServerOptions options) {
    return create(registry, options, System::nanoTime);
  }

  static GrpcServerMetrics create(
      Registry registry, GrpcServerOptions options, LongSupplier nanoTime) {
    return new GrpcServerMetrics(registry, options, nanoTime);
  }

  /** Measures a server without limits, under our names. */
  public static GrpcServerMetrics install(ServerBuilder<?> server, Registry registry) {
    return install(server, registry, GrpcServerOptions.DEFAULT);
  }

  /**
   * Measures and guards a server.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static GrpcServerMetrics install(
      ServerBuilder<?> server, Registry registry, GrpcServerOptions options) {
    GrpcServerMetrics metrics = create(registry, options);
    metrics.installOn(server);
    return metrics;
  }

  /** Measures and guards one more server. */
  public void installOn(ServerBuilder<?> server) {
    guarding = true;
    server.addStreamTracerFactory(tracers).addTransportFilter(connections).intercept(gate);
  }

  /**
   * Measures one more server, whose calls nothing else happens to: no recovery, no limits, no hook.
   * Its connections are counted beyond any limit; slow calls are logged.
   */
  public void measureOnly(ServerBuilder<?> server) {
    server.addStreamTracerFactory(tracers).addTransportFilter(connections.withoutLimit());
  }

  /**
   * Makes the series of the methods that a server has, at 0, before they are called.
   *
   * <p>Without this a method gets its series with its first call, which then is no increase, and a
   * call that ends before the server has looked its method up counts as unknown. Panics and rate
   * limits have series at 0 only if a server is guarded: who does not look has not seen none.
   *
   * @param services what {@link io.grpc.Server#getServices} says
   */
  public void expect(List<ServerServiceDefinition> services) {
    for (ServerServiceDefinition service : services) {
      for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
        MethodDescriptor<?, ?> descriptor = method.getMethodDescriptor();
        calls.found(descriptor);
        if (guarding) {
          gate.expect(descriptor);
        }
      }
    }
  }
}
