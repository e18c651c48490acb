package lampas.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import lampas.workflow.outcome.SagaException;
import lampas.workflow.outcome.SagaException.CompensationFailure;
import org.jspecify.annotations.Nullable;

/** What one execution of a {@link Saga} has to undo; belongs to one thread. */
final class Compensations {
  private record Pending(Primitive<@Nullable Object, ?> undo, @Nullable Object argument) {}

  private final String saga;
  private final Deque<Pending> pending = new ArrayDeque<>();

  Compensations(String saga) {
    this.saga = saga;
  }

  /** Remembers what undoes a step, if anything does. */
  void add(@Nullable Primitive<@Nullable Object, ?> undo, @Nullable Object argument) {
    if (undo != null) {
      pending.push(new Pending(undo, argument));
    }
  }

  /**
   * Undoes everything, the latest first.
   *
   * @throws SagaException if some of it failed
   */
  void run(WorkflowContext context, Throwable cause) {
    WorkflowContext unbounded = context.withoutDeadline();
    List<CompensationFailure> failures = new ArrayList<>();
    boolean interrupted = Thread.interrupted();
    while (!pending.isEmpty()) {
      Pending next = pending.pop();
      try {
        next.undo().execute(next.argument(), unbounded);
      } catch (Throwable thrown) {
        failures.add(new CompensationFailure(next.undo().name(), thrown));
        /* Whatever the JDK does with the flag: the next compensation is to run. */
        interrupted |= Thread.interrupted() || thrown instanceof InterruptedException;
      }
    }
    if (failures.isEmpty()) {
      restore(interrupted);
    } else {
      restore(interrupted || cause instanceof InterruptedException);
      throw new SagaException(saga, cause, failures);
    }
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
