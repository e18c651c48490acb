package lampas.metrics.reader;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import lampas.model.catalogue.MetricKind;
import lampas.model.label.Labels;

/**
 * A whole exposition in memory: for looking at one body, not for scraping.
 *
 * @param families what the body says about each family, in its order
 * @param samples the last value of each series, in the order of the body
 * @param bytes how many bytes the body had
 */
public record Exposition(Map<String, Family> families, Map<Labels, Double> samples, long bytes) {
  /** What a body says about a family; UNKNOWN and empty texts where it says nothing. */
  public record Family(MetricKind kind, String help, String unit) {
    private static final Family UNTOLD = new Family(MetricKind.UNKNOWN, "", "");
  }

  public Exposition {
    families = Collections.unmodifiableMap(families);
    samples = Collections.unmodifiableMap(samples);
  }

  /**
   * Reads a body.
   *
   * @throws ReadException if the body is malformed or larger than the limits allow
   * @throws IOException if the stream fails
   */
  public static Exposition read(InputStream body, ExpositionSyntax syntax, ReadLimits limits)
      throws IOException {
    Collector collector = new Collector();
    ExpositionReader<Labels> reader = new ExpositionReader<>(new SeriesCache<>(), limits);
    long bytes = reader.read(body, syntax, collector);
    return new Exposition(collector.families, collector.samples, bytes);
  }

  private static final class Collector implements ExpositionHandler<Labels> {
    private final Map<String, Family> families = new LinkedHashMap<>();
    private final Map<Labels, Double> samples = new LinkedHashMap<>();

    @Override
    public Labels series(Labels labels) {
      return labels;
    }

    @Override
    public void sample(Labels series, double value, boolean repeated) {
      samples.put(series, value);
    }

    @Override
    public void sampleAt(Labels series, double value, long timeMillis, boolean repeated) {
      samples.put(series, value);
    }

    @Override
    public void type(String family, MetricKind kind) {
      update(family, known -> new Family(kind, known.help, known.unit));
    }

    @Override
    public void help(String family, String help) {
      update(family, known -> new Family(known.kind, help, known.unit));
    }

    @Override
    public void unit(String family, String unit) {
      update(family, known -> new Family(known.kind, known.help, unit));
    }

    private void update(String family, UnaryOperator<Family> change) {
      families.put(family, change.apply(families.getOrDefault(family, Family.UNTOLD)));
    }
  }
}
