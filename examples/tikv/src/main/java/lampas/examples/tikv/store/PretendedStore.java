package lampas.examples.tikv.store;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/** A store: its page of metrics on its status port, and what PD and the truth say of it. */
public final class PretendedStore implements AutoCloseable {
  private final long id;
  private final Condition condition;
  private final Profile profile;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private StatusPort port;
  private Instant startTime;

  private PretendedStore(
      long id, Condition condition, Profile profile, int port, Clock clock, LongSupplier nanoTime) {
    this.id = id;
    this.condition = condition;
    this.profile = profile;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.startTime = clock.instant();
    this.port =
        switch (condition) {
          case HANGING -> StatusPort.Hanging.start(port);
          case GONE, OF_OTHER_ENGINE -> StatusPort.Refusing.start(port);
          case HEALTHY,
              SLOW,
              FULL,
              LAGGING,
              COMMITTING_SLOWLY,
              UNEVEN,
              SILENT,
              RESTARTING,
              LACKING,
              NOT_A_NUMBER,
              LEAVING ->
              StatusPort.Serving.start(page(), port);
        };
  }

  /**
   * Starts a store.
   *
   * @param port its status port; 0 for any that is free
   */
  public static PretendedStore start(
      long id, Condition condition, Profile profile, int port, Clock clock, LongSupplier nanoTime) {
    return new PretendedStore(id, condition, profile, port, clock, nanoTime);
  }

  private TikvPage page() {
    double startSeconds = startTime.toEpochMilli() / 1000.0;
    return new TikvPage(condition, profile, startSeconds, nanoTime);
  }

  public long id() {
    return id;
  }

  public Condition condition() {
    return condition;
  }

  public Profile profile() {
    return profile;
  }

  /** When its process started. */
  public synchronized Instant startTime() {
    return startTime;
  }

  /** What Prometheus scrapes. */
  public synchronized String statusAddress() {
    return "127.0.0.1:" + port.number();
  }

  /** Where other stores would reach it; nobody is there. */
  public String peerAddress() {
    return "127.0.0.1:" + (20_159 + id);
  }

  /** Whether scrapes are answered. */
  public synchronized boolean isServing() {
    return port instanceof StatusPort.Serving;
  }

  /** Ends the process and starts it again: counters begin at 0. */
  public synchronized void restart() {
    int number = port.number();
    port.close();
    startTime = clock.instant();
    port = StatusPort.Serving.start(page(), number);
  }

  /** Refuses connections from now on. */
  public synchronized void fallSilent() {
    int number = port.number();
    port.close();
    port = StatusPort.Refusing.start(number);
  }

  @Override
  public synchronized void close() {
    port.close();
  }
}
