package lampas.metrics;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import lampas.metrics.exposition.ExpositionWriter;
import lampas.model.catalogue.MetricDefinition;

/** What a registry exposes as a unit: one family, or all families of one collector. */
sealed interface Source permits InstrumentSource, AskedSource {
  List<MetricDefinition> definitions();

  /**
   * Whether any of the names is one of its metrics or of their samples; all are if none is named.
   */
  default boolean isNamed(Set<String> names) {
    return names.isEmpty()
        || definitions().stream().anyMatch(definition -> isNamed(definition, names));
  }

  static boolean isNamed(MetricDefinition definition, Set<String> names) {
    return names.isEmpty()
        || names.contains(definition.name())
        || names.contains(definition.familyName())
        || definition.sampleNames().stream().anyMatch(names::contains);
  }

  /** The families of one scrape, ready to be written. */
  interface Gathered {
    /** Nothing: what a collector that failed gives. */
    Gathered NONE = (writer, names) -> {};

    /** Writes the families that are named; all if none is. */
    void write(ExpositionWriter writer, Set<String> names) throws IOException;
  }
}
