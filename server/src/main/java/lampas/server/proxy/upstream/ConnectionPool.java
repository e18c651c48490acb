package lampas.server.proxy.upstream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Connections to the backend that stand idle, the latest first. Thread-safe. */
final class ConnectionPool implements AutoCloseable {
  /* Below what servers usually allow: Go's default of VictoriaMetrics is a minute. */
  private static final long LONGEST_IDLE_NANOS = Duration.ofSeconds(30).toNanos();

  private final String host;
  private final int port;
  private final boolean secure;
  private final Duration connectTimeout;
  private final Deque<UpstreamConnection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  ConnectionPool(URI base, Duration connectTimeout) {
    this.secure = base.getScheme().equals("https");
    String name = base.getHost();
    this.host = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    this.port = base.getPort() >= 0 ? base.getPort() : secure ? 443 : 80;
    this.connectTimeout = connectTimeout;
  }

  /** An idle connection; null if there is none that is fresh enough. */
  @Nullable UpstreamConnection takeIdle() {
    UpstreamConnection found;
    while ((found = idle.pollFirst()) != null) {
      if (System.nanoTime() - found.idleSinceNanos() < LONGEST_IDLE_NANOS) {
        return found;
      }
      found.close();
    }
    return null;
  }

  /** A new connection. */
  UpstreamConnection connect(long deadlineNanos) throws IOException {
    long left = Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000);
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(host, port), (int) Math.min(left, connectTimeout.toMillis()));
      return new UpstreamConnection(secure ? secured(socket, left) : socket);
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  private Socket secured(Socket socket, long leftMillis) throws IOException {
    socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, leftMillis));
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secured = (SSLSocket) factory.createSocket(socket, host, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  void giveBack(UpstreamConnection connection) {
    connection.idle(System.nanoTime());
    idle.addFirst(connection);
    if (closed) {
      close();
    }
  }

  @Override
  public void close() {
    closed = true;
    for (UpstreamConnection one; (one = idle.pollFirst()) != null; ) {
      one.close();
    }
  }
}
