package lampas.server.proxy.upstream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.model.error.LampasException;
import lampas.server.proxy.tenant.Tenant;
import lampas.server.proxy.upstream.AnswerCheck.LabelRule;

/**
 * Takes questions to the backend: those of one tenant that are equal and in flight at the same time
 * are asked once.
 *
 * <p>Thread-safe. A question that is asked is cancelled when the last of those who wait has gone.
 */
public final class Questions implements AutoCloseable {
  private record Key(String tenant, Question question) {}

  private final Upstream upstream;
  private final AnswerMemory memory;
  private final AddressFilter filter;
  private final Refusals refusals;
  private final ConcurrentMap<Key, SharedAnswer> inFlight = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Turns> turns = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("question-", 0).factory());

  private Questions(Upstream upstream, AnswerMemory memory, AddressFilter filter) {
    this.upstream = upstream;
    this.memory = memory;
    this.filter = filter;
    this.refusals = new Refusals(filter);
  }

  public static Questions to(Upstream upstream, AnswerMemory memory, AddressFilter filter) {
    return new Questions(upstream, memory, filter);
  }

  /** How many tickets are open. */
  public int waiting() {
    return waiting.get();
  }

  /** How an answer's labels stand to the tenant's. */
  public enum Labels {
    /** All of them are labels of stored series. */
    STORED,
    /** The expression may have made some. */
    MADE
  }

  /**
   * Joins a question that is in flight, or asks it.
   *
   * @return a ticket that must be closed when the answer has been sent
   */
  public Ticket ask(Tenant tenant, Question question, Labels labels) {
    Key key = new Key(tenant.name(), question);
    waiting.incrementAndGet();
    while (true) {
      SharedAnswer fresh =
          new SharedAnswer(memory.room(tenant.limits().answerBytes()), () -> forget(key));
      SharedAnswer known = inFlight.putIfAbsent(key, fresh);
      if (known == null) {
        begin(fresh, key, tenant, labels);
        return new Ticket(fresh, false, waiting);
      }
      if (known.join()) {
        return new Ticket(known, true, waiting);
      }
      inFlight.remove(key, known);
    }
  }

  /* Another question may have taken the place of one that all have left. */
  private void forget(Key key) {
    inFlight.computeIfPresent(key, (same, shared) -> shared.isAbandoned() ? null : shared);
  }

  private void begin(SharedAnswer shared, Key key, Tenant tenant, Labels labels) {
    var unused =
        threads.submit(() -> {
          shared.begin(Thread.currentThread());
          try {
            shared.complete(answer(shared, tenant, key.question(), labels));
          } catch (Throwable failed) {
            shared.fail(failed);
          } finally {
            /* Who comes now asks anew: an answer is never older than the question. */
            inFlight.remove(key, shared);
          }
        });
  }

  private CheckedAnswer answer(
      SharedAnswer shared, Tenant tenant, Question question, Labels labels) {
    Turns turn =
        turns.computeIfAbsent(
            tenant.name(),
            name -> new Turns(tenant.limits().concurrency(), tenant.limits().queue()));
    try {
      turn.enter(question.timeout());
    } catch (InterruptedException unwanted) {
      throw new UpstreamException(UpstreamFailure.CANCELLED, "query was canceled", unwanted);
    }
    try {
      RawAnswer raw = upstream.ask(question, shared.room());
      if (raw.status() != 200) {
        LampasException refusal = refusals.of(raw);
        throw refusal;
      }
      LabelRule rule = labels == Labels.STORED ? LabelRule.NOT_OTHERS : LabelRule.ANY;
      return CheckedAnswer.of(raw, question, tenant, rule, filter);
    } finally {
      turn.leave();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    upstream.close();
  }

  /** One who waits for an answer. Belongs to the thread that handles the request. */
  public static final class Ticket implements AutoCloseable {
    private final SharedAnswer shared;
    private final boolean joined;
    private final AtomicInteger open;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private boolean left;

    private Ticket(SharedAnswer shared, boolean joined, AtomicInteger open) {
      this.shared = shared;
      this.joined = joined;
      this.open = open;
    }

    /** Whether somebody else had asked already. */
    public boolean isJoined() {
      return joined;
    }

    /**
     * The answer.
     *
     * @throws LampasException if there is none
     */
    public CheckedAnswer await(Duration timeout) {
      return shared.await(timeout, gone);
    }

    /** Ends {@link #await} because the client has gone. */
    public void cancel() {
      gone.complete(null);
    }

    @Override
    public synchronized void close() {
      if (!left) {
        left = true;
        open.decrementAndGet();
        shared.leave();
      }
    }
  }
}
