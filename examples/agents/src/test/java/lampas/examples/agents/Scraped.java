package lampas.examples.agents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
  public static Scraped from(URI service) throws IOException, InterruptedException {
    Http.Reply reply = Http.get(service, "/metrics");
    if (reply.status() != 200) {
      throw new IOException(service + ": status " + reply.status());
    }
    return page(reply.body());
  }

  public static Scraped page(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Scraped(
        Exposition.read(new ByteArrayInputStream(bytes), ExpositionSyntax.TEXT, ReadLimits.STANDARD)
            .samples());
  }

  /** The value of a series; empty if it is not there. */
  public Optional<Double> value(String name, String... labels) {
    return Optional.ofNullable(samples.get(Labels.of(labels).with("__name__", name)));
  }

  /** The names that have a sample at least. */
  public Set<String> names() {
    return samples.keySet().stream().map(Labels::metricName).collect(Collectors.toSet());
  }
}
