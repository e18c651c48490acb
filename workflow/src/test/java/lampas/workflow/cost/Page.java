package lampas.workflow.cost;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
record Page(Map<Labels, Double> samples) {
  static Page of(Registry registry) throws Exception {
    try (Exporter exporter = Exporter.start(registry, ExporterOptions.onLoopback(0));
        HttpClient client = HttpClient.newHttpClient();
        InputStream body =
            client
                .send(HttpRequest.newBuilder(exporter.uri()).build(), BodyHandlers.ofInputStream())
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
  Map<Labels, Double> all(String name) {
    Map<Labels, Double> found = new TreeMap<>();
    samples.forEach((labels, value) -> {
      if (labels.metricName().equals(name)) {
        found.put(labels.without(LabelNames.METRIC_NAME), value);
      }
    });
    return found;
  }
}
