package lampas.metrics.exposition;

import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A format in which metrics are exposed. */
public enum Format {
  /** Prometheus's text format 0.0.4, which every scraper understands. */
  TEXT("text/plain; version=0.0.4; charset=utf-8"),
  /** OpenMetrics 1.0.0. */
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String contentType;

  Format(String contentType) {
    this.contentType = contentType;
  }

  /** The value of the {@code Content-Type} header that announces this format. */
  public String contentType() {
    return contentType;
  }

  /** A writer of one exposition in this format; the stream is flushed, never closed. */
  public ExpositionWriter writer(OutputStream out) {
    return new LineWriter(this, out);
  }

  /**
   * The format that a scraper likes best, by the quality values of its {@code Accept} header.
   *
   * <p>Between equals the one that is named first wins. A scraper that accepts none of the formats
   * gets {@link #TEXT}, as it does from Prometheus's client libraries. Sources: RFC 9110, section
   * 12.5.1; the content negotiation page of Prometheus.
   *
   * @param accept the header's value, null if the request has none
   */
  public static Format negotiate(@Nullable String accept) {
    return accept == null ? TEXT : AcceptHeader.parse(accept).best();
  }
}
