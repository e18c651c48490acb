package lampas.server.scrape;

import java.io.EOFException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipException;

/**
 * Says in a few words why a request or a body failed; what the Java library says may be nothing.
 */
final class ScrapeFailures {
  static final String TOO_LATE = "context deadline exceeded";

  private ScrapeFailures() {}

  static String describe(Throwable problem) {
    Throwable failure = problem;
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "no such host";
      }
      /* What only says that something was wrong with what is behind it. */
      if (failure instanceof ExecutionException || "closed".equals(failure.getMessage())) {
        failure = cause;
      }
    }
    String message = failure.getMessage();
    return switch (failure) {
      case ConnectException refused -> "connection refused";
      case EOFException ended -> "unexpected end of body";
      case ZipException malformed -> "body is not gzip: " + message;
      default -> message == null ? failure.getClass().getSimpleName() : message;
    };
  }
}
