package lampas.metrics;

import java.io.IOException;
import java.util.List;
import lampas.metrics.exposition.ExpositionWriter;
import lampas.model.catalogue.MetricDefinition;

/** What a registry exposes as a unit: one family, or all families of one collector. */
sealed interface Source permits InstrumentSource, CollectorSource {
  List<MetricDefinition> definitions();

  /** Takes the values of one scrape; fails here and not when a part is already written. */
  Gathered gather();

  /** The families of one scrape, ready to be written. */
  interface Gathered {
    void write(ExpositionWriter writer) throws IOException;
  }
}
