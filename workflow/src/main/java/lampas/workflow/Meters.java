package lampas.workflow;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Gauge;
import lampas.metrics.Histogram;
import lampas.metrics.Instrument;
import lampas.metrics.RecordingFailures;
import lampas.metrics.Registry;
import lampas.model.catalogue.LabelDomain;
import lampas.workflow.outcome.ExecutionStatus;

/** The metrics of one runtime, and the meters of what it has executed. */
final class Meters {
  private record Name(PrimitiveType type, String name) {}

  private static final String CACHE_TYPE = "memory";

  private final Workflows workflows;
  private final List<String> job;
  private final int maximumNames;
  private final Recording recording;
  private final Family<Counter> ofWorkflows;
  private final Family<Counter> ofPrimitives;
  private final Family<Gauge> running;
  private final Family<Counter> hits;
  private final Family<Counter> misses;
  private final Gauge abandoned;
  private final Map<PrimitiveType, Histogram> durations = new EnumMap<>(PrimitiveType.class);
  private final Map<Name, Meter> known = new ConcurrentHashMap<>();

  Meters(Workflows workflows, Registry registry, WorkflowOptions options) {
    this.workflows = workflows;
    this.job = options.job().stream().toList();
    this.maximumNames = options.maximumNames();
    WorkflowDefinitions definitions = new WorkflowDefinitions(options);
    this.ofWorkflows = registry.counters(definitions.workflowExecutions());
    this.ofPrimitives = registry.counters(definitions.primitiveExecutions());
    Family<Histogram> duration = registry.histograms(definitions.duration());
    for (PrimitiveType type : PrimitiveType.values()) {
      durations.put(type, duration.with(labels(type.label())));
    }
    this.running = registry.gauges(definitions.running());
    this.hits = registry.counters(definitions.cacheHits());
    this.misses = registry.counters(definitions.cacheMisses());
    this.abandoned = single(registry.gauges(definitions.abandoned()));
    RecordingFailures failures =
        RecordingFailures.countedIn(
            single(registry.counters(definitions.recordingFailures())),
            System.getLogger(Meters.class.getName()),
            "a workflow could not be recorded");
    this.recording = new Recording(options.nanoTime(), options.tracer().orElse(null), failures);
  }

  /** How many executions go on that nobody waits for. */
  Gauge abandoned() {
    return abandoned;
  }

  /* The registry keeps names past the cap in one series; this keeps none of them at all, so that
  a program that makes up names does not grow. */
  Meter meter(Primitive<?, ?> primitive) {
    Name name = new Name(primitive.type(), primitive.name());
    Meter meter = known.get(name);
    if (meter != null) {
      return meter;
    }
    Meter made = make(name);
    if (known.size() >= maximumNames * PrimitiveType.values().length) {
      return made;
    }
    Meter first = known.putIfAbsent(name, made);
    return first != null ? first : made;
  }

  private Meter make(Name name) {
    boolean isWorkflow = name.type() == PrimitiveType.WORKFLOW;
    List<Counter> executions =
        Arrays.stream(ExecutionStatus.values())
            .map(status -> LabelDomain.value(status))
            .map(status ->
                isWorkflow
                    ? ofWorkflows.with(labels(name.name(), status))
                    : ofPrimitives.with(labels(name.type().label(), name.name(), status)))
            .toList();
    return new Meter(
        workflows,
        recording,
        executions,
        Objects.requireNonNull(durations.get(name.type())),
        isWorkflow ? running.with(labels(name.name())) : null,
        name.type() == PrimitiveType.CACHE ? cacheMeter(name.name()) : null);
  }

  private CacheMeter cacheMeter(String name) {
    return new CacheMeter(
        hits.with(labels(name, CACHE_TYPE)), misses.with(labels(name, CACHE_TYPE)));
  }

  private <T extends Instrument> T single(Family<T> family) {
    return family.with(labels());
  }

  private String[] labels(String... values) {
    return Stream.concat(Arrays.stream(values), job.stream()).toArray(String[]::new);
  }
}
