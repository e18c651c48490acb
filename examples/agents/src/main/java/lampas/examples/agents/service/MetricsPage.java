package lampas.examples.agents.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import lampas.metrics.Registry;
import lampas.metrics.ScrapeRequest;
import lampas.metrics.exposition.ExpositionOptions;
import lampas.metrics.exposition.Format;
import lampas.metrics.exposition.Negotiation;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /metrics} answers.
 *
 * @param registry what is shown
 */
public record MetricsPage(Registry registry) {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /**
   * The metrics in the format that the scraper likes best.
   *
   * @param accept the header of that name; null if there is none
   */
  public Answer answer(@Nullable String accept) {
    Negotiation negotiation = Negotiation.of(accept);
    return Answer.ok(negotiation.contentType(), written(negotiation.options()).toByteArray());
  }

  /** The metrics in Prometheus's text format. */
  public String text() {
    return written(ExpositionOptions.of(Format.TEXT)).toString(StandardCharsets.UTF_8);
  }

  private ByteArrayOutputStream written(ExpositionOptions options) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      registry.gather(new ScrapeRequest(Set.of(), LIMIT)).write(options, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return body;
  }
}
