package lampas.client;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that can misbehave on the wire, and that knows how many connections are open. */
final class RawBackend implements AutoCloseable {
  /** Answers one request; the connection stays open if it says so. */
  @FunctionalInterface
  interface Script {
    boolean answer(Socket socket, OutputStream out) throws IOException, InterruptedException;
  }

  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile ServerSocket server;
  private volatile Script script;

  private RawBackend(Script script) throws IOException {
    this.script = script;
    this.server = listen(0);
  }

  static RawBackend answering(Script script) throws IOException {
    return new RawBackend(script);
  }

  /** An answer of JSON as a whole. */
  static Script json(int status, String body) {
    return (socket, out) -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      write(
          out,
          "HTTP/1.1 %s X\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n"
              .formatted(status, bytes.length));
      out.write(bytes);
      return true;
    };
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Answers in another way from now on. */
  void become(Script other) {
    script = other;
  }

  /** Nobody listens any more; the address stays. */
  void stop() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** Listens again, where it did before. */
  void restart() throws IOException {
    server = listen(server.getLocalPort());
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** How many connections are open. */
  int connections() {
    return open.size();
  }

  /** How many connections there were in all. */
  int accepted() {
    return accepted.get();
  }

  private ServerSocket listen(int port) throws IOException {
    ServerSocket listening = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(() -> accept(listening));
    return listening;
  }

  private void accept(ServerSocket listening) {
    try {
      for (; ; ) {
        Socket socket = listening.accept();
        open.add(socket);
        accepted.incrementAndGet();
        if (listening.isClosed()) {
          /* It came while stop() went over the others. */
          socket.close();
        }
        Thread.startVirtualThread(() -> serve(socket));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
      while (request(in) && script.answer(socket, out)) {
        out.flush();
      }
      out.flush();
    } catch (SocketException gone) {
      return;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /* Reads a request to the end of its body; false if there is none. */
  private static boolean request(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      head.append((char) next);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int length = lower.indexOf("content-length:");
    if (length >= 0) {
      int end = lower.indexOf("\r\n", length);
      in.readNBytes(Integer.parseInt(lower.substring(length + 15, end).strip()));
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
