package lampas.metrics.exposition;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scraper gets for what it asks for.
 *
 * @param format the format it likes best
 * @param version the version of the format that it named
 * @param escaping the escaping that it named
 */
public record Negotiation(Format format, String version, Optional<Escaping> escaping) {
  static final Negotiation DEFAULT = new Negotiation(Format.TEXT, "", Optional.empty());

  /**
   * The outcome for an {@code Accept} header, by its quality values.
   *
   * <p>Between equals the one that is named first wins. A scraper that accepts none of the formats
   * gets {@link Format#TEXT}, as it does from Prometheus's client libraries. Sources: RFC 9110,
   * section 12.5.1; https://prometheus.io/docs/instrumenting/content_negotiation.
   *
   * @param accept the header's value, null if the request has none
   */
  public static Negotiation of(@Nullable String accept) {
    return accept == null ? DEFAULT : AcceptHeader.parse(accept).best();
  }

  public ExpositionOptions options() {
    return ExpositionOptions.of(format).withEscaping(escaping.orElse(Escaping.UNDERSCORES));
  }

  /** The value of the {@code Content-Type} header that announces the answer. */
  public String contentType() {
    String type =
        format == Format.TEXT && version.equals("1.0.0")
            ? "text/plain; version=1.0.0; charset=utf-8"
            : format.contentType();
    return escaping.map(named -> type + "; escaping=" + named.parameter()).orElse(type);
  }
}
