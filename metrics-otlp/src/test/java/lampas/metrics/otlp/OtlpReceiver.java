package lampas.metrics.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** An OTLP/HTTP receiver of metrics: it decodes what is posted to it, or refuses, or hangs. */
final class OtlpReceiver implements AutoCloseable {
  private static final int LIMIT_SECONDS = 10;

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final AtomicInteger status = new AtomicInteger(200);
  private final CountDownLatch open = new CountDownLatch(1);
  private final boolean hangs;

  /** One request, with its headers. */
  record Received(ExportMetricsServiceRequest metrics, String contentType, String authorization) {}

  private OtlpReceiver(boolean hangs) throws IOException {
    this.hangs = hangs;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/metrics", this::handle);
    server.setExecutor(executor);
    server.start();
  }

  static OtlpReceiver start() throws IOException {
    return new OtlpReceiver(false);
  }

  /** One that takes requests and never answers. */
  static OtlpReceiver hanging() throws IOException {
    return new OtlpReceiver(true);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/metrics");
  }

  void answerWith(int code) {
    status.set(code);
  }

  /** The next request that came whole; fails after ten seconds. */
  Received next() throws InterruptedException {
    return Objects.requireNonNull(
        received.poll(LIMIT_SECONDS, TimeUnit.SECONDS), "no request within ten seconds");
  }

  /** All requests that came since the last question. */
  List<Received> all() {
    List<Received> all = new ArrayList<>();
    received.drainTo(all);
    return all;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body =
          "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
              ? new GZIPInputStream(exchange.getRequestBody()).readAllBytes()
              : exchange.getRequestBody().readAllBytes();
      Received request =
          new Received(
              ExportMetricsServiceRequest.parseFrom(body),
              Objects.toString(exchange.getRequestHeaders().getFirst("Content-Type")),
              Objects.toString(exchange.getRequestHeaders().getFirst("Authorization")));
      if (hangs) {
        open.await();
      }
      /* Before the answer: who has the answer must find the request. */
      received.add(request);
      exchange.sendResponseHeaders(status.get(), -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    open.countDown();
    server.stop(0);
    executor.shutdownNow();
  }
}
