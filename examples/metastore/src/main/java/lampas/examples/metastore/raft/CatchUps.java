package lampas.examples.metastore.raft;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import org.apache.ratis.protocol.RaftPeerId;
import org.jspecify.annotations.Nullable;

/**
 * Lets reads wait until this node has applied what was committed before them.
 *
 * <p>Reads go in rounds: while one asks for its index, all that come wait together for the next. A
 * round must not take in a read that came after it has asked, as more may have been committed.
 */
final class CatchUps {
  private static final long RETRY_MILLIS = 20;

  private final class Round {
    final CompletableFuture<Void> done = new CompletableFuture<>();
    final ScheduledFuture<?> timeout =
        scheduler.schedule(this::timeOut, timeoutMillis, TimeUnit.MILLISECONDS);
    private final AtomicBoolean indexed = new AtomicBoolean();
    private final AtomicInteger tries = new AtomicInteger();
    private volatile boolean leaderSeen;

    private void timeOut() {
      fail(leaderSeen ? EtcdError.TIMEOUT : EtcdError.NO_LEADER);
      finished(this);
    }

    void fail(EtcdError error) {
      open.remove(this);
      timeout.cancel(false);
      executor.execute(() -> done.completeExceptionally(new EtcdException(error)));
    }

    void start() {
      if (done.isDone()) {
        finished(this);
        return;
      }
      Optional<RaftPeerId> to = leader.get();
      if (to.isEmpty()) {
        retry();
        return;
      }
      leaderSeen = true;
      int number = tries.incrementAndGet();
      var unused =
          readIndex
              .from(to.get())
              .whenComplete((index, failure) -> {
                if (failure == null) {
                  indexed(index);
                } else if (tries.get() == number && !indexed.get()) {
                  retry();
                }
              });
    }

    /* Whichever try it is from: all were made after the reads of this round had come. */
    private void indexed(long index) {
      if (indexed.compareAndSet(false, true)) {
        finished(this);
        var unused = applied.reached(index).thenRun(this::succeed);
      }
    }

    private void retry() {
      if (!closed) {
        var unused =
            scheduler.schedule(
                () -> executor.execute(this::start), RETRY_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    private void succeed() {
      open.remove(this);
      timeout.cancel(false);
      done.complete(null);
    }
  }

  private final ReadIndex readIndex;
  private final AppliedIndex applied;
  private final Supplier<Optional<RaftPeerId>> leader;
  private final ScheduledExecutorService scheduler;
  private final Executor executor;
  private final long timeoutMillis;
  private final Set<Round> open = ConcurrentHashMap.newKeySet();
  private final Object lock = new Object();
  private @Nullable Round asking;
  private @Nullable Round next;
  private volatile boolean closed;

  CatchUps(
      ReadIndex readIndex,
      AppliedIndex applied,
      Supplier<Optional<RaftPeerId>> leader,
      ScheduledExecutorService scheduler,
      Executor executor,
      Duration timeout) {
    this.readIndex = readIndex;
    this.applied = applied;
    this.leader = leader;
    this.scheduler = scheduler;
    this.executor = executor;
    this.timeoutMillis = timeout.toMillis();
  }

  CompletableFuture<Void> add() {
    Round joined;
    Round started = null;
    synchronized (lock) {
      if (closed) {
        return Failures.failed(EtcdError.STOPPED);
      }
      if (next == null) {
        next = new Round();
        open.add(next);
      }
      joined = next;
      if (asking == null) {
        started = next;
        asking = next;
        next = null;
      }
    }
    if (started != null) {
      started.start();
    }
    return joined.done.copy();
  }

  /** What was asked of another one than the leader of now is asked of that one as well. */
  void leaderChanged() {
    Round round;
    synchronized (lock) {
      round = asking;
    }
    if (round != null) {
      round.start();
    }
  }

  /* A round has its index, or is over: the next one may ask. */
  private void finished(Round round) {
    Round started;
    synchronized (lock) {
      if (asking != round) {
        return;
      }
      started = next;
      asking = next;
      next = null;
    }
    if (started != null) {
      executor.execute(started::start);
    }
  }

  /** Fails all that wait, and all that come. */
  void close() {
    synchronized (lock) {
      closed = true;
    }
    open.forEach(round -> round.fail(EtcdError.STOPPED));
  }
}
