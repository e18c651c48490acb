package lampas.examples.agents.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Clients that send all kinds of tasks, each end of which is known beforehand.
 *
 * <p>Bounded in rate, time and number. The first answer that is not as expected ends its client.
 */
public final class TaskLoad {
  private final LoadSettings settings;
  private final Books books = Books.open();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final AtomicInteger left;
  private volatile boolean stopping;

  private TaskLoad(LoadSettings settings) {
    this.settings = settings;
    left = new AtomicInteger(settings.mostTasks());
  }

  public static TaskLoad of(LoadSettings settings) {
    return new TaskLoad(settings);
  }

  /** Sends the tasks and waits until all of them have ended. */
  public void run() throws InterruptedException {
    long end = System.nanoTime() + settings.duration().toNanos();
    String run = UUID.randomUUID().toString();
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build()) {
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < settings.clients(); i++) {
        Lane lane =
            new Lane(
                new Client(http, settings.orchestrator(), books),
                books,
                run + "-" + i,
                settings.patience());
        clients.add(Thread.ofVirtual().name("client-" + i).start(() -> run(lane, end)));
      }
      for (Thread client : clients) {
        client.join();
      }
    }
  }

  /** Sends no more; {@link #run} still waits for what was sent. */
  public void stop() {
    stopping = true;
  }

  /** The first answer that was not as expected. */
  public Optional<Exception> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** How many tasks have ended. */
  public long tasks() {
    return books.tasks();
  }

  /** What was sent and got, as the series in Prometheus's text format that should say the same. */
  public String books() {
    return books.text();
  }

  private void run(Lane lane, long end) {
    long pause = Duration.ofSeconds(settings.clients()).toNanos() / settings.tasksPerSecond();
    try {
      long next = System.nanoTime();
      while (!stopping && System.nanoTime() < end && left.getAndDecrement() > 0) {
        lane.act();
        next = Math.max(next + pause, System.nanoTime() - Duration.ofSeconds(1).toNanos());
        LockSupport.parkNanos(next - System.nanoTime());
      }
      lane.finish();
    } catch (IOException | RuntimeException e) {
      failure.compareAndSet(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
