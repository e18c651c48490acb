package lampas.metrics;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import lampas.metrics.exposition.ExpositionWriter;
import lampas.model.catalogue.MetricDefinition;

/** A family of instruments, written straight from the instruments. */
record InstrumentSource(Family<?> family) implements Source, Source.Gathered {
  @Override
  public List<MetricDefinition> definitions() {
    return List.of(family.encoded().definition());
  }

  @Override
  public void write(ExpositionWriter writer, Set<String> names) throws IOException {
    family.write(writer);
  }
}
