package lampas.metrics.reader;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import lampas.model.catalogue.MetricKind;
import lampas.model.label.Labels;

/**
 * A whole exposition in memory: for looking at one body, not for scraping.
 *
 * @param families what the body says about each family, in its order
 * @param samples the last value of each series, in the order of the body
 */
public record Exposition(Map<String, Family> families, Map<Labels, Double> samples) {
  /** What the body says about a family; UNKNOWN and empty texts where it says nothing. */
  public record Family(MetricKind kind, String help, String unit) {}

  /**
   * Reads a body.
   *
   * @throws ReadException if the body is malformed or larger than the limits allow
   * @throws IOException if the stream fails
   */
  public static Exposition read(InputStream body, ExpositionSyntax syntax, ReadLimits limits)
      throws IOException {
    throw new UnsupportedOperationException("soon");
  }
}
