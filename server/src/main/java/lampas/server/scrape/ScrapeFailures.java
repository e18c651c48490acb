package lampas.server.scrape;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipException;

/**
 * Says in a few words why a request or a body failed; what the Java library says may be nothing.
 */
final class ScrapeFailures {
  private ScrapeFailures() {}

  static String describe(Throwable problem) {
    Throwable failure = problem;
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "no such host";
      }
      if (failure instanceof ExecutionException) {
        failure = cause;
      }
    }
    String message = failure.getMessage();
    return switch (failure) {
      case ConnectException refused -> "connection refused";
      case EOFException ended -> "unexpected end of body";
      case ZipException malformed -> "body is not gzip: " + message;
      case IOException broken when message != null && message.startsWith("closed") ->
          "connection closed";
      default -> message == null ? failure.getClass().getSimpleName() : message;
    };
  }
}
