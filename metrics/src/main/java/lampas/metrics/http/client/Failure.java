package lampas.metrics.http.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** Why a request got no whole answer; the label value is the name in lower case. */
enum Failure {
  /** Nobody answered at the address, or the name has none. */
  CONNECT,
  /** No connection within its time. */
  CONNECT_TIMEOUT,
  /** No answer within the time of the request. */
  TIMEOUT,
  /** The application did not want the answer, or the rest of it. */
  CANCELLED,
  /** The two sides did not agree on encryption. */
  TLS,
  /** The connection broke, or what came was not HTTP. */
  IO,
  /** Anything else, such as a body handler that threw. */
  ERROR;

  private final String label = name().toLowerCase(Locale.ROOT);

  String label() {
    return label;
  }

  static Failure of(Throwable thrown) {
    return switch (thrown) {
      case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case HttpConnectTimeoutException timeout -> CONNECT_TIMEOUT;
      case HttpTimeoutException timeout -> TIMEOUT;
      case ConnectException refused -> CONNECT;
      case UnknownHostException unknown -> CONNECT;
      case UnresolvedAddressException unresolved -> CONNECT;
      case CancellationException cancelled -> CANCELLED;
      case InterruptedException interrupted -> CANCELLED;
      case SSLException disagreement -> TLS;
      case IOException broken -> IO;
      default -> ERROR;
    };
  }
}
