package lampas.examples.metastore.load;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Clients that do everything that clients do, each answer of which is known beforehand.
 *
 * <p>Bounded in rate and time. The first answer that is not as expected ends its client.
 */
public final class MixedLoad {
  private final LoadSettings settings;
  private final Books books = Books.open();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private volatile boolean stopping;

  private MixedLoad(LoadSettings settings) {
    this.settings = settings;
  }

  public static MixedLoad of(LoadSettings settings) {
    return new MixedLoad(settings);
  }

  /** Sends the load and waits for its end; every client ends after a whole round of requests. */
  public void run() throws InterruptedException {
    long end = System.nanoTime() + settings.duration().toNanos();
    List<Thread> clients = new ArrayList<>();
    for (int client = 0; client < settings.clients(); client++) {
      int number = client;
      clients.add(Thread.ofVirtual().name("client-" + client).start(() -> run(number, end)));
    }
    for (Thread client : clients) {
      client.join();
    }
  }

  /** Ends the load early; {@link #run} returns soon after. */
  public void stop() {
    stopping = true;
  }

  /** The first answer that was not as expected. */
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** How many calls have ended. */
  public long calls() {
    return books.calls();
  }

  /** What was sent, as the series in Prometheus's text format that should say the same. */
  public String books() {
    return books.text();
  }

  private void run(int number, long end) {
    long pause = Duration.ofSeconds(settings.clients()).toNanos() / settings.requestsPerSecond();
    ManagedChannel channel =
        Grpc.newChannelBuilder(settings.endpoint(number), InsecureChannelCredentials.create())
            .build();
    try (Lane lane = Lane.open(channel, books, "/load/" + number + "/")) {
      long next = System.nanoTime();
      for (long turn = 0;
          turn % Lane.ROUND != 0 || (!stopping && System.nanoTime() < end);
          turn++) {
        lane.act(turn);
        next = Math.max(next + pause, System.nanoTime() - Duration.ofSeconds(1).toNanos());
        LockSupport.parkNanos(next - System.nanoTime());
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    } finally {
      channel.shutdownNow();
    }
  }
}
