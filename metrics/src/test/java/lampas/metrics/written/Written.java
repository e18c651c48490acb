package lampas.metrics.written;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import lampas.metrics.Registry;
import lampas.metrics.exposition.Format;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;

/** The samples that a registry writes at one moment. */
public final class Written {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Map<Labels, Double> samples;

  private Written(Map<Labels, Double> samples) {
    this.samples = samples;
  }

  /** Writes the registry as text and reads that. */
  public static Written by(Registry registry) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    registry.write(Format.TEXT, page);
    return new Written(
        Exposition.read(
                new ByteArrayInputStream(page.toByteArray()),
                ExpositionSyntax.TEXT,
                ReadLimits.STANDARD)
            .samples());
  }

  /** Returns when the condition holds, and fails if it does not within ten seconds. */
  public static void until(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the condition does not hold after " + LIMIT);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** The value of the series with exactly these labels; empty if it is absent. */
  public OptionalDouble value(String name, String... labels) {
    Double value = samples.get(Labels.of(labels).with(LabelNames.METRIC_NAME, name));
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The series of a name, such as {@code {a="b"} 1.0}, sorted; none if it is absent. */
  public List<String> series(String name) {
    Map<Labels, Double> found = new TreeMap<>();
    samples.forEach((labels, value) -> {
      if (labels.metricName().equals(name)) {
        found.put(labels.without(LabelNames.METRIC_NAME), value);
      }
    });
    return found.entrySet().stream().map(s -> s.getKey() + " " + s.getValue()).toList();
  }
}
