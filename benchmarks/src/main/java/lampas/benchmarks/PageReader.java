package lampas.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a page of metrics every second, as a scraper would, and throws it away. */
final class PageReader implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLong count = new AtomicLong();

  private PageReader() {}

  static PageReader none() {
    return new PageReader();
  }

  static PageReader everySecond(int port) {
    PageReader reader = new PageReader();
    HttpRequest page =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
            .header("Accept-Encoding", "gzip")
            .build();
    var unused = reader.timer.scheduleAtFixedRate(() -> reader.read(page), 1, 1, TimeUnit.SECONDS);
    return reader;
  }

  /** How many pages were read whole. */
  long count() {
    return count.get();
  }

  private void read(HttpRequest page) {
    try {
      if (http.send(page, BodyHandlers.discarding()).statusCode() == 200) {
        count.incrementAndGet();
      }
    } catch (IOException notUp) {
      System.out.println("  a page was not read: " + notUp);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    http.shutdownNow();
  }
}
