package lampas.examples.metastore.node;

import lampas.examples.metastore.state.StateObserver;
import org.jspecify.annotations.Nullable;

/**
 * Hides what a node applies again from its log after a restart: it was counted before, and what is
 * counted twice looks like traffic.
 *
 * <p>Reads come from other threads and always count.
 */
final class ReplayFilter implements StateObserver {
  private final StateObserver observer;
  private volatile @Nullable Thread replaying;

  ReplayFilter(StateObserver observer) {
    this.observer = observer;
  }

  /** From now on what this thread does is not told. */
  void begin() {
    replaying = Thread.currentThread();
  }

  /** From now on everything is told. */
  void end() {
    replaying = null;
  }

  private boolean hides() {
    return Thread.currentThread().equals(replaying);
  }

  @Override
  public void operation(Operation operation, long nanos, boolean succeeded) {
    if (!hides()) {
      observer.operation(operation, nanos, succeeded);
    }
  }

  @Override
  public void lease(LeaseOperation operation, boolean succeeded) {
    if (!hides()) {
      observer.lease(operation, succeeded);
    }
  }

  @Override
  public void authorization(boolean granted) {
    if (!hides()) {
      observer.authorization(granted);
    }
  }

  @Override
  public void compacted() {
    if (!hides()) {
      observer.compacted();
    }
  }
}
