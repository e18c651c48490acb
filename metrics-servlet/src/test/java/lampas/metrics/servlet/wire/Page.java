package lampas.metrics.servlet.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import lampas.metrics.Registry;
import lampas.metrics.exposition.Format;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;

/** The samples that a registry exposes at one moment. */
public final class Page {
  private final Map<Labels, Double> samples;

  private Page(Map<Labels, Double> samples) {
    this.samples = samples;
  }

  /** Writes a registry and reads what was written. */
  public static Page of(Registry registry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      registry.write(Format.TEXT, bytes);
      return new Page(
          Exposition.read(
                  new ByteArrayInputStream(bytes.toByteArray()),
                  ExpositionSyntax.TEXT,
                  ReadLimits.STANDARD)
              .samples());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of the series with exactly these labels; empty if it is absent. */
  public OptionalDouble value(String name, String... labels) {
    Double value = samples.get(Labels.of(labels).with(LabelNames.METRIC_NAME, name));
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The series of a name; none if it is absent. */
  public Map<Labels, Double> samples(String name) {
    Map<Labels, Double> found = new TreeMap<>();
    samples.forEach((labels, value) -> {
      if (labels.metricName().equals(name)) {
        found.put(labels.without(LabelNames.METRIC_NAME), value);
      }
    });
    return found;
  }

  /** The sum of all series of a name; 0 if there are none. */
  public double sum(String name) {
    return samples(name).values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The series of a name that are not 0, such as {@code {a="b"} 1.0}, sorted. */
  public List<String> nonZero(String name) {
    return samples(name).entrySet().stream()
        .filter(sample -> sample.getValue() != 0)
        .map(sample -> sample.getKey() + " " + sample.getValue())
        .toList();
  }
}
