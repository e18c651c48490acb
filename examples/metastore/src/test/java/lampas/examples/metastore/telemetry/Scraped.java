package lampas.examples.metastore.telemetry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import lampas.model.label.Labels;

/**
 * What a scrape over HTTP showed.
 *
 * @param samples by their labels, the name among them
 */
public record Scraped(Map<Labels, Double> samples) {
  public static Scraped from(URI metrics) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException(metrics + ": status " + answer.statusCode());
      }
      return new Scraped(
          Exposition.read(
                  new ByteArrayInputStream(answer.body()),
                  ExpositionSyntax.TEXT,
                  ReadLimits.STANDARD)
              .samples());
    }
  }

  /** The value of a series; empty if it is not there. */
  public Optional<Double> value(String name, String... labels) {
    Labels series = Labels.of(labels).with("__name__", name);
    return Optional.ofNullable(samples.get(series));
  }

  /** The names that have a sample at least. */
  public Set<String> names() {
    return samples.keySet().stream().map(Labels::metricName).collect(Collectors.toSet());
  }
}
