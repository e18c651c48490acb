package lampas.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lampas.metrics.Gauge;
import lampas.metrics.Registry;
import lampas.metrics.exporter.Exporter;
import lampas.metrics.exporter.ExporterOptions;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;
import lampas.workflow.trace.Baggage;
import lampas.workflow.trace.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * The runtime: executes workflows and measures them into one registry.
 *
 * <p>One for each registry. Contexts come from here only, so that nothing can be executed without
 * being measured. Thread-safe.
 */
public final class Workflows {
  private final Registry registry;
  private final WorkflowOptions options;
  private final Meters meters;
  private final Object exporterLock = new Object();
  private @Nullable WorkflowExporter exporter;

  private Workflows(Registry registry, WorkflowOptions options) {
    this.registry = registry;
    this.options = options;
    this.meters = new Meters(this, registry, options);
  }

  /** A runtime with {@link WorkflowOptions#STANDARD}. */
  public static Workflows create(Registry registry) {
    return create(registry, WorkflowOptions.STANDARD);
  }

  /**
   * A runtime.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static Workflows create(Registry registry, WorkflowOptions options) {
    return new Workflows(registry, options);
  }

  public WorkflowOptions options() {
    return options;
  }

  /** Executes something in a new context, on this thread; see {@link Primitive#execute}. */
  public <I extends @Nullable Object, O extends @Nullable Object> O run(
      Primitive<I, O> primitive, I input) throws Exception {
    return primitive.execute(input, context());
  }

  /** A context with new ids, which begins a trace. */
  public WorkflowContext context() {
    return WorkflowContext.fresh(this, newId(), Baggage.EMPTY);
  }

  /**
   * A context for what a request asks for: it goes on with the trace and the baggage in the
   * headers.
   *
   * <p>Names of headers are in any case. Where {@code traceparent} is missing, there twice, or
   * invalid, a new trace begins.
   */
  public WorkflowContext contextFrom(Map<String, List<String>> headers) {
    Baggage baggage = Baggage.parse(header(headers, "baggage"));
    Optional<TraceContext> trace =
        TraceContext.parse(header(headers, "traceparent"), header(headers, "tracestate"));
    return trace
        .map(received -> WorkflowContext.received(this, newId(), received, baggage))
        .orElseGet(() -> WorkflowContext.fresh(this, newId(), baggage));
  }

  /**
   * Starts an exporter of everything in the registry, on all addresses: {@code /metrics}, {@code
   * /health} and an index. While it runs, asking again for the same port gives the same one.
   *
   * @param port 9464 by custom; 0 for any that is free
   * @throws WorkflowException USER if it runs on another port
   * @throws lampas.metrics.MetricsException UNAVAILABLE if the port is taken
   */
  public WorkflowExporter start(int port) {
    synchronized (exporterLock) {
      WorkflowExporter running = exporter;
      if (running == null) {
        running =
            new WorkflowExporter(
                this, Exporter.start(registry, ExporterOptions.onPort(port)), port);
        exporter = running;
      } else if (port != running.wantedPort() && port != running.port()) {
        throw new WorkflowException(
            ErrorKind.USER,
            "exporter port: %s (expected: %s, where it runs, or to close that one first)"
                .formatted(port, running.port()));
      }
      return running;
    }
  }

  void stopped(WorkflowExporter stopped) {
    synchronized (exporterLock) {
      if (stopped.equals(exporter)) {
        exporter = null;
      }
    }
  }

  /**
   * Makes the series of something and all its parts, at 0, before it is executed.
   *
   * <p>Without this it gets them with its first execution, which then is no increase.
   */
  public void expect(Primitive<?, ?> primitive) {
    meter(primitive);
    primitive.parts().forEach(this::expect);
  }

  Meter meter(Primitive<?, ?> primitive) {
    return meters.meter(primitive);
  }

  /** How many executions go on that nobody waits for. */
  Gauge abandoned() {
    return meters.abandoned();
  }

  long nanoTime() {
    return options.nanoTime().getAsLong();
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static String header(Map<String, List<String>> headers, String name) {
    return headers.entrySet().stream()
        .filter(header -> name.equalsIgnoreCase(header.getKey()))
        .flatMap(header -> header.getValue().stream())
        .collect(Collectors.joining(","));
  }
}
