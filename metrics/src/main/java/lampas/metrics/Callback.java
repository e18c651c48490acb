package lampas.metrics;

import java.util.List;
import java.util.function.DoubleSupplier;
import lampas.model.catalogue.MetricDefinition;

/** A collector of one value without labels. */
record Callback(MetricDefinition definition, DoubleSupplier value) implements Collector {
  @Override
  public List<MetricDefinition> definitions() {
    return List.of(definition);
  }

  @Override
  public void collect(Measurements into) {
    into.value(definition, value.getAsDouble());
  }
}
