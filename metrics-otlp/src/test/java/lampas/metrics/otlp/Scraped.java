package lampas.metrics.otlp;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import lampas.metrics.Registry;
import lampas.metrics.exporter.Exporter;
import lampas.metrics.exporter.ExporterOptions;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import lampas.model.label.Labels;

/** The samples of a scrape over HTTP. */
final class Scraped {
  private Scraped() {}

  static Map<Labels, Double> of(Registry registry) throws Exception {
    try (Exporter exporter = Exporter.start(registry, ExporterOptions.onLoopback(0));
        HttpClient client = HttpClient.newHttpClient();
        InputStream body =
            client
                .send(HttpRequest.newBuilder(exporter.uri()).build(), BodyHandlers.ofInputStream())
                .body()) {
      return new TreeMap<>(
          Exposition.read(body, ExpositionSyntax.TEXT, ReadLimits.STANDARD).samples());
    }
  }
}
