package lampas.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import lampas.metrics.exposition.EncodedFamily;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.label.Labels;

/** Metrics that are asked for at each scrape, and gathered before any of them is written. */
final class AskedSource implements Source {
  private static final System.Logger LOG = System.getLogger(AskedSource.class.getName());

  private final List<MetricDefinition> definitions;
  private final List<String> names;
  private final Supplier<Gathered> question;
  private final SelfMetrics self;
  /* Set while a call goes on that no scrape waits for any more. */
  private final AtomicBoolean hanging = new AtomicBoolean();

  private AskedSource(
      List<MetricDefinition> definitions,
      List<String> names,
      Supplier<Gathered> question,
      SelfMetrics self) {
    this.definitions = definitions;
    this.names = names;
    this.question = question;
    this.self = self;
  }

  static AskedSource of(Collector collector, Labels constants, SelfMetrics self) {
    Map<String, EncodedFamily> families = new LinkedHashMap<>();
    for (MetricDefinition definition : collector.definitions()) {
      families.put(definition.name(), EncodedFamily.of(definition, constants));
    }
    List<MetricDefinition> definitions =
        families.values().stream().map(EncodedFamily::definition).toList();
    return new AskedSource(
        definitions,
        List.copyOf(families.keySet()),
        () -> {
          CollectedFamilies collected = new CollectedFamilies(families);
          collector.collect(collected);
          return collected;
        },
        self);
  }

  /** Of metrics whose definitions are not known before; {@code taken} are names of others. */
  static AskedSource of(ForeignMetrics foreign, Supplier<Set<String>> taken, SelfMetrics self) {
    return new AskedSource(
        List.of(),
        List.of(foreign.name()),
        () -> {
          ForeignMetrics.Gathered gathered = foreign.gather();
          return (writer, names) ->
              gathered.write(
                  names.isEmpty() ? writer : new NamedFamilies(writer, names), taken.get());
        },
        self);
  }

  @Override
  public List<MetricDefinition> definitions() {
    return definitions;
  }

  @Override
  public boolean isNamed(Set<String> asked) {
    return definitions.isEmpty() || Source.super.isNamed(asked);
  }

  /** Asks; nothing if that fails. */
  Gathered gather() {
    try {
      return question.get();
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      self.failedCollection(names, SelfMetrics.Loss.ERROR);
      LOG.log(System.Logger.Level.WARNING, "collector of " + names + " failed", failure);
      return Gathered.NONE;
    } finally {
      hanging.set(false);
    }
  }

  /** Whether it has not come back from a scrape that gave it up. */
  boolean isHanging() {
    return hanging.get();
  }

  /** Tells that a scrape goes on without it. */
  void giveUp(boolean running) {
    if (running && hanging.compareAndSet(false, true)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "collector of " + names + " takes too long, and is left alone until it ends");
    }
    self.failedCollection(names, SelfMetrics.Loss.TIMEOUT);
  }
}
