package lampas.metrics.servlet.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which anything may be said, and which may break off at any time. */
public final class RawClient implements AutoCloseable {
  private final Socket socket;

  private RawClient(Socket socket) {
    this.socket = socket;
  }

  /** Connects to a port of this machine. */
  public static RawClient connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    return new RawClient(socket);
  }

  /** Sends one request, whose connection closes, and returns all of its answer. */
  public static String ask(int port, String method, String path) throws IOException {
    try (RawClient client = connect(port)) {
      return client.send(method + " " + path + " HTTP/1.1", "Host: x", "Connection: close").rest();
    }
  }

  /** Sends the head of a request. */
  public RawClient send(String... lines) throws IOException {
    return sendText(String.join("\r\n", lines) + "\r\n\r\n");
  }

  /** Sends a text as it is. */
  public RawClient sendText(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return this;
  }

  /** Reads until something has come that ends in a text. */
  public String readTo(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (text.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("end after \"" + text + "\" (expected: " + end + ")");
      }
      text.append((char) next);
    }
    return text.toString();
  }

  /** Reads until the server closes. */
  public String rest() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Resets the connection, as a client does that is gone. */
  public void breakOff() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
