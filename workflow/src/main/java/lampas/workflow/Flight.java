package lampas.workflow;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import lampas.workflow.Cache.Held;
import org.jspecify.annotations.Nullable;

/**
 * One execution that several may wait for, on a thread of its own; it is interrupted when the last
 * of them has left. As a future it has null after a failure, which a cache does not keep.
 */
final class Flight<O extends @Nullable Object> extends CompletableFuture<Held<O>> {
  private final Workflows workflows;
  private final Callable<O> work;

  /* Whoever made it waits. */
  private int waiters = 1;
  private @Nullable Fork<O> fork;
  private volatile @Nullable Throwable thrown;

  Flight(Workflows workflows, Callable<O> work) {
    this.workflows = workflows;
    this.work = work;
  }

  /** Begins, and waits as the first. */
  O take() throws Exception {
    try {
      synchronized (this) {
        fork = Fork.start(workflows, work, this::land);
      }
    } catch (Throwable failure) {
      thrown = failure;
      complete(null);
    }
    return await();
  }

  /** One more waits; false if it is over, and there is nothing to wait for. */
  synchronized boolean board() {
    if (waiters == 0 || isDone()) {
      return false;
    }
    waiters++;
    return true;
  }

  /** Waits for the result. */
  O await() throws Exception {
    try {
      Held<O> held = get();
      if (held != null) {
        return held.value();
      }
    } catch (InterruptedException e) {
      leave();
      throw e;
    } catch (ExecutionException e) {
      throw new AssertionError("never completed exceptionally", e);
    }
    throw Fork.rethrown(thrown);
  }

  private void land(Fork<O> ended) {
    thrown = ended.thrown();
    complete(thrown == null ? new Held<>(ended.value()) : null);
  }

  private void leave() {
    Fork<O> unwanted;
    synchronized (this) {
      waiters--;
      unwanted = waiters == 0 ? fork : null;
    }
    /* Outside: whoever comes now need not wait to hear that it is over. */
    if (unwanted != null) {
      unwanted.interrupt();
      unwanted.awaitOrAbandon(System.nanoTime());
    }
  }
}
