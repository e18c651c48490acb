package lampas.server.scrape;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/** A target that cannot be scraped, or whose scrape failed. */
public final class ScrapeException extends LampasException {
  private static final long serialVersionUID = 1L;

  ScrapeException(ErrorKind kind, String message) {
    super(kind, message);
  }
}
