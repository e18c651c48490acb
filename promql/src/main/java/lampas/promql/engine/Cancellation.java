package lampas.promql.engine;

/**
 * Ends a query from another thread; interrupting the query's thread does the same.
 *
 * <p>Thread-safe. Cannot be undone.
 */
public final class Cancellation {
  private volatile boolean cancelled;

  /** Makes the query end soon with {@link EvaluationException.Reason#CANCELLED}. */
  public void cancel() {
    cancelled = true;
  }

  public boolean isCancelled() {
    return cancelled;
  }
}
