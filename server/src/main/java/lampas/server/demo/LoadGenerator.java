package lampas.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import lampas.model.label.Labels;
import org.jspecify.annotations.Nullable;

/**
 * A customer of the {@link OrderService} that keeps its own books: what it sent and which status
 * came back, by the series that should say the same.
 *
 * <p>Bounded: so many requests a second, so many in all. Its lanes work side by side, each with
 * orders of its own, so that every answer is known beforehand.
 */
final class LoadGenerator implements AutoCloseable {
  private static final int LANES = 2;

  /** After so many requests every kind of request was sent. */
  static final int FULL_ROUND = 10 * LANES;

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http;
  private final URI service;
  private final long pauseNanos;
  private final Semaphore allowance;
  private final Map<Labels, AtomicLong> books = new ConcurrentHashMap<>();
  private final AtomicLong sent = new AtomicLong();
  private final List<Thread> lanes = new ArrayList<>();
  private volatile @Nullable Throwable failure;
  private volatile boolean stopping;

  /**
   * A generator that is not started yet.
   *
   * @param requestsPerSecond how many requests all lanes together send at most
   * @param requests how many requests are sent in all
   */
  LoadGenerator(HttpClient http, URI service, int requestsPerSecond, int requests) {
    this.http = http;
    this.service = service;
    this.pauseNanos = Duration.ofSeconds(LANES).toNanos() / requestsPerSecond;
    this.allowance = new Semaphore(requests);
  }

  void start() {
    for (int lane = 0; lane < LANES; lane++) {
      lanes.add(Thread.ofVirtual().name("load-" + lane).start(this::run));
    }
  }

  /** How many requests were answered so far. */
  long sent() {
    return sent.get();
  }

  /** Whether all requests that were asked for are done. */
  boolean isDone() {
    return lanes.stream().noneMatch(Thread::isAlive);
  }

  /** Why a lane gave up, if one did. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** The generator's own counts, by the series that should have the same value. */
  Map<Labels, Double> books() {
    Map<Labels, Double> copy = new ConcurrentHashMap<>();
    books.forEach((series, count) -> copy.put(series, (double) count.get()));
    return copy;
  }

  /** Lets requests on the way finish and sends no more. */
  @Override
  public void close() {
    stopping = true;
    for (Thread lane : lanes) {
      try {
        lane.join(REQUEST_TIMEOUT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void run() {
    Deque<String> open = new ArrayDeque<>();
    long next = System.nanoTime();
    try {
      for (int turn = 0; !stopping && allowance.tryAcquire(); turn++) {
        act(turn % 10, open);
        sent.incrementAndGet();
        next = Math.max(next + pauseNanos, System.nanoTime() - Duration.ofSeconds(1).toNanos());
        LockSupport.parkNanos(next - System.nanoTime());
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      failure = e;
    }
  }

  /* Ten turns that open three orders, of which one is fragile, look at some and close one. */
  private void act(int turn, Deque<String> open) throws IOException, InterruptedException {
    switch (turn) {
      case 0, 3 -> open.add(order("teapot", "good", 201));
      case 6 -> open.add(order("vase", "good", 201));
      case 1 -> look(open.getLast(), 200);
      case 4 -> look("0", 404);
      case 5 -> order("teapot", "declined", 402);
      case 7 -> order("unicorn", "good", 409);
      case 8 -> cancel(open.removeFirst());
      default -> look(open.getFirst(), 200);
    }
  }

  private String order(String item, String card, int expected)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(service.resolve("/orders?item=" + item + "&card=" + card))
                .POST(BodyPublishers.noBody()));
    book("POST", "/orders", answer, expected);
    switch (expected) {
      case 201 -> {
        count(DemoMetrics.openOrders(), 1);
        count(DemoMetrics.jobs(item.equals("vase") ? "broken" : "shipped"), 1);
      }
      case 402 -> count(DemoMetrics.errors("/orders", "card_declined"), 1);
      default -> count(DemoMetrics.errors("/orders", "out_of_stock"), 1);
    }
    return answer.body();
  }

  private void look(String id, int expected) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(HttpRequest.newBuilder(service.resolve("/orders/" + id)).GET());
    book("GET", "/orders/{id}", answer, expected);
    if (expected == 404) {
      count(DemoMetrics.errors("/orders/{id}", "no_such_order"), 1);
    }
  }

  private void cancel(String id) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(HttpRequest.newBuilder(service.resolve("/orders/" + id)).DELETE());
    book("DELETE", "/orders/{id}", answer, 204);
    count(DemoMetrics.openOrders(), -1);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.timeout(REQUEST_TIMEOUT).build(), BodyHandlers.ofString());
  }

  private void book(String method, String endpoint, HttpResponse<String> answer, int expected) {
    if (answer.statusCode() != expected) {
      throw new IllegalStateException(
          "%s %s: status %s (expected: %s)"
              .formatted(method, endpoint, answer.statusCode(), expected));
    }
    count(DemoMetrics.requests(method, endpoint, Integer.toString(answer.statusCode())), 1);
    count(DemoMetrics.durations(endpoint), 1);
  }

  private void count(Labels series, long amount) {
    books.computeIfAbsent(series, key -> new AtomicLong()).addAndGet(amount);
  }
}
