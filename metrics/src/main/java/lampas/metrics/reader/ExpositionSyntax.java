package lampas.metrics.reader;

import java.util.Locale;
import java.util.Optional;

/** The text formats in which metrics are exposed. */
public enum ExpositionSyntax {
  /** Prometheus's text format 0.0.4, which is also that of version 1.0.0 with quoted names. */
  TEXT,
  /** OpenMetrics 1.0, and 0.0.1 before it. */
  OPEN_METRICS;

  /**
   * The syntax that a {@code Content-Type} header names; empty if it is none of them.
   *
   * <p>Parameters such as version and charset do not matter, as in Prometheus.
   */
  public static Optional<ExpositionSyntax> ofContentType(String contentType) {
    int semicolon = contentType.indexOf(';');
    String media = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return switch (media.strip().toLowerCase(Locale.ROOT)) {
      case "text/plain" -> Optional.of(TEXT);
      case "application/openmetrics-text" -> Optional.of(OPEN_METRICS);
      default -> Optional.empty();
    };
  }
}
