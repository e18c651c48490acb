package lampas.workflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import lampas.workflow.outcome.ExecutionStatus;
import lampas.workflow.policy.AfterFailure;
import lampas.workflow.policy.Failures;
import org.jspecify.annotations.Nullable;

/** One run of the branches of a {@link Parallel}; belongs to one thread. */
final class Branches<I extends @Nullable Object, B extends @Nullable Object> {
  private final List<Primitive<I, B>> branches;
  private final I input;
  private final WorkflowContext context;
  private final int concurrency;
  private final AfterFailure afterFailure;
  private final List<Fork<B>> begun = new ArrayList<>();
  private final BlockingQueue<Fork<B>> ended = new LinkedBlockingQueue<>();

  Branches(
      List<Primitive<I, B>> branches,
      I input,
      WorkflowContext context,
      int concurrency,
      AfterFailure afterFailure) {
    this.branches = branches;
    this.input = input;
    this.context = context;
    this.concurrency = concurrency;
    this.afterFailure = afterFailure;
  }

  /** Runs them; gives their results in their order, or throws what the first that failed threw. */
  List<B> results() throws Exception {
    try {
      runAll();
    } catch (Throwable failure) {
      /* Interrupted, or a thread could not be made. */
      cancel(failure);
      throw failure;
    }
    List<B> results = new ArrayList<>();
    for (Fork<B> branch : begun) {
      results.add(branch.result());
    }
    return Collections.unmodifiableList(results);
  }

  private void runAll() throws Exception {
    Fork<B> failed = null;
    for (int done = 0; done < branches.size(); done++) {
      while (begun.size() < branches.size() && begun.size() - done < concurrency) {
        Primitive<I, B> next = branches.get(begun.size());
        begun.add(Fork.start(context.workflows(), () -> next.execute(input, context), ended::add));
      }
      Fork<B> branch = ended.take();
      if (branch.thrown() != null) {
        failed = failed == null ? branch : failed;
        if (afterFailure == AfterFailure.CANCEL_OTHERS) {
          break;
        }
      }
    }
    if (failed != null) {
      failed.result();
    }
  }

  /* Those that have ended are not hit by an interruption any more. */
  private void cancel(Throwable failure) {
    begun.forEach(Fork::interrupt);
    long since = System.nanoTime();
    for (Fork<B> branch : begun) {
      Throwable thrown = branch.awaitOrAbandon(since) ? branch.thrown() : null;
      if (thrown != null && ExecutionStatus.of(thrown) != ExecutionStatus.CANCELLED) {
        Failures.suppress(failure, thrown);
      }
    }
  }
}
