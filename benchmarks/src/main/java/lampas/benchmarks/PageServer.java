package lampas.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Targets that serve pages made beforehand, so that serving them costs little. */
final class PageServer implements AutoCloseable {
  private static final int PAGES = 8;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer http;

  PageServer(int targets, int blocks) throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    for (int target = 0; target < targets; target++) {
      SyntheticPage source = new SyntheticPage(blocks, target);
      List<byte[]> pages = new ArrayList<>();
      for (int i = 0; i < PAGES; i++) {
        pages.add(source.next());
      }
      AtomicInteger turn = new AtomicInteger();
      http.createContext(
          "/target-" + target,
          exchange -> {
            byte[] page = pages.get(turn.getAndIncrement() % PAGES);
            try (exchange) {
              exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
              exchange.sendResponseHeaders(200, page.length);
              exchange.getResponseBody().write(page);
            }
          });
    }
    http.start();
  }

  String address() {
    return "127.0.0.1:" + http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
