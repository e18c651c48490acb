package lampas.examples.tikv.store;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import lampas.metrics.exporter.Exporter;
import lampas.metrics.exporter.ExporterOptions;

/** A status port in one of its states; closing it gives the port back. */
sealed interface StatusPort extends AutoCloseable {
  /** The port's number. */
  int number();

  @Override
  void close();

  /** Answers scrapes. */
  record Serving(Exporter exporter) implements StatusPort {
    static Serving start(TikvPage page, int port) {
      Filter catchUp = Filter.beforeHandler("catch up", (HttpExchange exchange) -> page.catchUp());
      return new Serving(
          Exporter.start(page.registry(), ExporterOptions.onLoopback(port).withFilter(catchUp)));
    }

    @Override
    public int number() {
      return exporter.port();
    }

    @Override
    public void close() {
      exporter.close();
    }
  }

  /** Refuses connections, and keeps the port from others: bound, but nobody listens. */
  record Refusing(Socket socket) implements StatusPort {
    static Refusing start(int port) {
      Socket socket = new Socket();
      try {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        /* From here on nobody may share the port, listeners included. */
        socket.setReuseAddress(false);
        return new Refusing(socket);
      } catch (IOException taken) {
        throw new ListenException(port, taken);
      }
    }

    @Override
    public int number() {
      return socket.getLocalPort();
    }

    @Override
    public void close() {
      StatusPort.close(socket);
    }
  }

  /** Takes connections, and never answers: nobody accepts them from the backlog. */
  record Hanging(ServerSocket socket) implements StatusPort {
    static Hanging start(int port) {
      try {
        return new Hanging(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
      } catch (IOException taken) {
        throw new ListenException(port, taken);
      }
    }

    @Override
    public int number() {
      return socket.getLocalPort();
    }

    @Override
    public void close() {
      StatusPort.close(socket);
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException("a socket that cannot be closed", e);
    }
  }
}
