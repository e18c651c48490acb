package lampas.metrics.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import java.io.FilterOutputStream;
import java.io.OutputStream;

/** The body of an answer to HEAD, written by a handler for GET and sent to nobody. */
final class HeadBody extends FilterOutputStream {
  private HeadBody(OutputStream out) {
    super(out);
  }

  static void discard(HttpExchange exchange) {
    exchange.setStreams(null, new HeadBody(exchange.getResponseBody()));
  }

  @Override
  public void write(int value) {}

  @Override
  public void write(byte[] bytes, int offset, int length) {}
}
