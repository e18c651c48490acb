package lampas.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import lampas.metrics.Registry;
import lampas.metrics.exporter.Exporter;
import lampas.metrics.exporter.ExporterOptions;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;

/** The samples of one scrape over HTTP. */
final class Page {
  private final Map<Labels, Double> samples;

  private Page(Map<Labels, Double> samples) {
    this.samples = samples;
  }

  /** Exposes a registry on a port of its own and scrapes it once. */
  static Page of(Registry registry) throws IOException, InterruptedException {
    try (Exporter exporter = Exporter.start(registry, ExporterOptions.onLoopback(0));
        HttpClient client = HttpClient.newHttpClient();
        InputStream body =
            client
                .send(
                    HttpRequest.newBuilder(exporter.uri()).build(),
                    HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
      return new Page(Exposition.read(body, ExpositionSyntax.TEXT, ReadLimits.STANDARD).samples());
    }
  }

  /** The value of the series with exactly these labels; empty if it is absent. */
  OptionalDouble value(String name, String... labels) {
    Double value = samples.get(Labels.of(labels).with(LabelNames.METRIC_NAME, name));
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The series of a name; none if it is absent. */
  Map<Labels, Double> samples(String name) {
    Map<Labels, Double> found = new TreeMap<>();
    samples.forEach((labels, value) -> {
      if (labels.metricName().equals(name)) {
        found.put(labels.without(LabelNames.METRIC_NAME), value);
      }
    });
    return found;
  }

  /** The sum of all series of a name; 0 if there are none. */
  double sum(String name) {
    return samples(name).values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The series of a name that are not 0, such as {@code {a="b"} 1.0}, sorted. */
  List<String> nonZero(String name) {
    return samples(name).entrySet().stream()
        .filter(sample -> sample.getValue() != 0)
        .map(sample -> sample.getKey() + " " + sample.getValue())
        .toList();
  }

  /** The names of all samples. */
  List<String> names() {
    return samples.keySet().stream().map(Labels::metricName).distinct().sorted().toList();
  }
}
