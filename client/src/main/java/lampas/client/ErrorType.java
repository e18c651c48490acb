package lampas.client;

import java.util.Locale;
import java.util.Optional;

/**
 * What kind of error a backend reports, the same for all backends.
 *
 * <p>The names are those of Prometheus's {@code errorType}. Where a backend has no such word (a
 * number as VictoriaMetrics has, plain text as proxies have, words of its own as Mimir has), the
 * HTTP status decides.
 */
public enum ErrorType {
  /** The request is malformed; asking again will not help. */
  BAD_DATA,
  /** The query fails on the data. */
  EXECUTION,
  /** The backend's own time limit. */
  TIMEOUT,
  CANCELED,
  INTERNAL,
  UNAVAILABLE,
  /** There is no such endpoint, or it is switched off. */
  NOT_FOUND,
  NOT_ACCEPTABLE,
  TOO_MANY_REQUESTS,
  /** Anything else, for example missing credentials. */
  OTHER;

  /** As Prometheus writes it, for example {@code bad_data}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type that a backend names in Prometheus's own words; empty for other words. */
  static Optional<ErrorType> named(String text) {
    for (ErrorType type : values()) {
      if (type != OTHER && type.text().equals(text)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** The type of an error. */
  static ErrorType of(int status, String text, String message) {
    return named(text).orElseGet(() -> byStatus(status, message));
  }

  private static ErrorType byStatus(int status, String message) {
    return switch (status) {
      case 400 -> message.startsWith("unsupported path requested") ? NOT_FOUND : BAD_DATA;
      case 404, 405, 501 -> NOT_FOUND;
      case 406 -> NOT_ACCEPTABLE;
      case 408, 504 -> TIMEOUT;
      case 413, 414, 431 -> BAD_DATA;
      case 422 -> saysThatItIsMalformed(message) ? BAD_DATA : EXECUTION;
      case 429 -> TOO_MANY_REQUESTS;
      case 499 -> CANCELED;
      case 500 -> INTERNAL;
      case 502, 503 -> UNAVAILABLE;
      default -> OTHER;
    };
  }

  /* VictoriaMetrics answers 422 to everything, also to what does not parse. */
  private static boolean saysThatItIsMalformed(String message) {
    return message.startsWith("missing `")
        || message.startsWith("cannot parse ")
        || message.contains("unparsed data")
        || message.contains("unknown func ");
  }
}
