package lampas.server.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A backend that answers as a test says, byte by byte if need be, and sees what it is asked. */
public final class ScriptedUpstream implements AutoCloseable {
  static final String EMPTY_VECTOR =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

  /** What it was asked. */
  record Asked(String method, String target, Map<String, String> headers, String form) {
    String path() {
      int query = target.indexOf('?');
      return query < 0 ? target : target.substring(0, query);
    }

    /** The parameters, each name with its values. */
    Map<String, List<String>> parameters() {
      Map<String, List<String>> found = new LinkedHashMap<>();
      int query = target.indexOf('?');
      String text = query < 0 ? form : target.substring(query + 1);
      for (String pair : text.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          found
              .computeIfAbsent(decode(pair.substring(0, equals)), any -> new ArrayList<>())
              .add(decode(pair.substring(equals + 1)));
        }
      }
      return found;
    }

    String parameter(String name) {
      return parameters().getOrDefault(name, List.of("")).getFirst();
    }

    private static String decode(String text) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
  }

  /** Answers one request; the connection is kept if it says so. */
  interface Script {
    boolean answer(Asked asked, InputStream in, OutputStream out) throws IOException;
  }

  private final ServerSocket server;
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private volatile Script script;

  private ScriptedUpstream(ServerSocket server, Script script) {
    this.server = server;
    this.script = script;
  }

  static ScriptedUpstream start(Script script) {
    try {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      ScriptedUpstream upstream = new ScriptedUpstream(server, script);
      Thread.startVirtualThread(upstream::accept);
      return upstream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that answers 200 with the same body always. */
  static ScriptedUpstream saying(String body) {
    return start(always(200, body));
  }

  static Script always(int status, String body) {
    return (request, in, out) -> {
      respond(out, status, body);
      return true;
    };
  }

  static void respond(OutputStream out, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, bytes.length);
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
  }

  /** Holds every answer until the latch opens. */
  static Script holding(CountDownLatch latch, Script then) {
    return (request, in, out) -> {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return then.answer(request, in, out);
    };
  }

  void script(Script next) {
    script = next;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  int port() {
    return server.getLocalPort();
  }

  /** The next request, waiting for it. */
  Asked next() {
    try {
      Asked found = asked.poll(10, java.util.concurrent.TimeUnit.SECONDS);
      if (found == null) {
        throw new AssertionError("the backend was asked nothing");
      }
      return found;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** How many requests have come that were not looked at. */
  int count() {
    return asked.size();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.startVirtualThread(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        String first = line(in);
        if (first.isEmpty()) {
          return;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          int colon = header.indexOf(':');
          headers.put(
              header.substring(0, colon).toLowerCase(Locale.ROOT),
              header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String form = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String[] words = first.split(" ", -1);
        Asked request = new Asked(words[0], words[1], headers, form);
        asked.add(request);
        if (!script.answer(request, in, socket.getOutputStream())) {
          return;
        }
      }
    } catch (IOException gone) {
      /* The gateway went away. */
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c; (c = in.read()) >= 0 && c != '\n'; ) {
      if (c != '\r') {
        text.append((char) c);
      }
    }
    return text.toString();
  }
}
