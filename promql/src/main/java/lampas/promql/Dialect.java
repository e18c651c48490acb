package lampas.promql;

import java.util.Locale;
import java.util.Optional;

/**
 * Which major version of Prometheus a query is read and evaluated like.
 *
 * <p>What differs is listed in docs/promql-dialects.md.
 */
public enum Dialect {
  /** Prometheus 3.14: windows are open on the left. The default. */
  PROMETHEUS_3,
  /**
   * Prometheus 2.42: windows are closed on the left, there is {@code holt_winters}, and there is
   * nothing that came later.
   */
  PROMETHEUS_2;

  /** The dialect of a {@link #text}. */
  public static Optional<Dialect> find(String text) {
    for (Dialect dialect : values()) {
      if (dialect.text().equals(text)) {
        return Optional.of(dialect);
      }
    }
    return Optional.empty();
  }

  /** The name in settings, for example {@code prometheus-2}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
