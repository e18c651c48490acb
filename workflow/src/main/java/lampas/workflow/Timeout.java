package lampas.workflow;

import java.time.Duration;
import java.util.List;
import lampas.workflow.outcome.ExecutionStatus;
import lampas.workflow.outcome.WorkflowTimeoutException;
import lampas.workflow.policy.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Something that may take only so long, or until the deadline of its context if that comes earlier.
 *
 * <p>It runs on a thread of its own, which is interrupted when the time is over. Then this waits
 * {@link WorkflowOptions#grace} for it to end, and gives up with a {@link
 * WorkflowTimeoutException}, whatever it comes back with.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public final class Timeout<I extends @Nullable Object, O extends @Nullable Object>
    extends Primitive<I, O> {
  private final Primitive<I, O> body;
  private final Duration limit;

  private Timeout(String name, Primitive<I, O> body, Duration limit) {
    super(PrimitiveType.TIMEOUT, name);
    this.body = body;
    this.limit = limit;
    Durations.positiveNanos(name + " limit", limit);
  }

  static <I extends @Nullable Object, O extends @Nullable Object> Timeout<I, O> of(
      Primitive<I, O> body, Duration limit) {
    return new Timeout<>(body.name(), body, limit);
  }

  @Override
  public List<Primitive<?, ?>> parts() {
    return List.of(body);
  }

  @Override
  public Timeout<I, O> named(String name) {
    return new Timeout<>(name, body, limit);
  }

  @Override
  O perform(I input, WorkflowContext context) throws Exception {
    WorkflowContext bounded = context.within(limit);
    Duration most = bounded.remaining().orElse(limit);
    Fork<O> fork = Fork.start(context.workflows(), () -> body.execute(input, bounded), ended -> {});
    try {
      if (fork.await(most.toNanos())) {
        return fork.result();
      }
    } catch (InterruptedException e) {
      /* Also thrown by the work itself, and then there is nobody left to interrupt. */
      fork.interrupt();
      fork.awaitOrAbandon(System.nanoTime());
      throw e;
    }
    fork.interrupt();
    WorkflowTimeoutException timeout =
        new WorkflowTimeoutException("%s: no result within %s".formatted(name(), most));
    Throwable thrown = fork.awaitOrAbandon(System.nanoTime()) ? fork.thrown() : null;
    if (thrown != null && ExecutionStatus.of(thrown) == ExecutionStatus.FAILURE) {
      Failures.suppress(timeout, thrown);
    }
    throw timeout;
  }
}
