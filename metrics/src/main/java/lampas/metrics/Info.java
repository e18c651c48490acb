package lampas.metrics;

import java.io.IOException;
import lampas.metrics.exposition.ExpositionWriter;

/** Facts in the form of labels, such as a version; its value is always 1. */
@SuppressWarnings("AvoidCommonTypeNames") // It is the field's own word for this kind of metric.
public final class Info extends Instrument {
  Info(Family<?> family, byte[] encodedLabels, int hash) {
    super(family, encodedLabels, hash);
  }

  @Override
  double activity() {
    return 1;
  }

  @Override
  void write(ExpositionWriter writer) throws IOException {
    writer.value(encodedLabels, 1, 0, null);
  }
}
