package lampas.workflow;

import dev.failsafe.Execution;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lampas.workflow.policy.Failures;
import lampas.workflow.policy.Retries;
import org.jspecify.annotations.Nullable;

/**
 * Something that is tried again when it fails; each attempt is an execution of it, counted like any
 * other.
 *
 * <p>What the last attempt threw is thrown. There is no further attempt when it could not begin
 * before the deadline, nor when the thread is interrupted.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public final class Retry<I extends @Nullable Object, O extends @Nullable Object>
    extends Primitive<I, O> {
  /** Waits between attempts. */
  interface Pause {
    Pause SLEEP = Thread::sleep;

    void take(Duration delay) throws InterruptedException;
  }

  private static final ContextKey<Integer> ATTEMPT = ContextKey.of("attempt", Integer.class);

  private final Primitive<I, O> body;
  private final Retries retries;
  private final Pause pause;
  private final RetryPolicy<Object> policy;

  private Retry(String name, Primitive<I, O> body, Retries retries, Pause pause) {
    super(PrimitiveType.RETRY, name);
    this.body = body;
    this.retries = retries;
    this.pause = pause;
    this.policy = policy(retries);
  }

  static <I extends @Nullable Object, O extends @Nullable Object> Retry<I, O> of(
      Primitive<I, O> body, Retries retries, Pause pause) {
    return new Retry<>(body.name(), body, retries, pause);
  }

  /** Which attempt of the innermost retry a step is a part of: 1 for the first, or outside. */
  public static int attempt(WorkflowContext context) {
    return context.value(ATTEMPT).orElse(1);
  }

  @Override
  public List<Primitive<?, ?>> parts() {
    return List.of(body);
  }

  @Override
  public Retry<I, O> named(String name) {
    return new Retry<>(name, body, retries, pause);
  }

  @Override
  O perform(I input, WorkflowContext context) throws Exception {
    Execution<Object> attempts = null;
    WorkflowContext attempt =
        context.value(ATTEMPT).isPresent() ? context.with(ATTEMPT, 1) : context;
    while (true) {
      try {
        return body.execute(input, attempt);
      } catch (Exception failure) {
        if (!Failures.isHandled(retries.which(), failure)) {
          throw failure;
        }
        attempts = attempts == null ? Execution.of(policy) : attempts;
        attempts.recordException(failure);
        if (attempts.isComplete() || !fits(attempts.getDelay(), context)) {
          throw failure;
        }
        pause(attempts.getDelay(), failure);
        attempt = context.with(ATTEMPT, attempts.getAttemptCount() + 1);
      }
    }
  }

  private void pause(Duration delay, Exception failure) throws InterruptedException {
    try {
      pause.take(delay);
    } catch (InterruptedException e) {
      Failures.suppress(e, failure);
      throw e;
    }
  }

  private static boolean fits(Duration delay, WorkflowContext context) {
    Optional<Duration> remaining = context.remaining();
    return remaining.isEmpty() || remaining.get().compareTo(delay) > 0;
  }

  /* Failsafe counts attempts and computes delays. Which failures to retry, and waiting, is here:
  its own executor wraps checked exceptions, and knows no deadline that differs between calls. */
  private static RetryPolicy<Object> policy(Retries retries) {
    RetryPolicyBuilder<Object> builder = RetryPolicy.builder().withMaxAttempts(retries.attempts());
    if (retries.firstDelay().isZero()) {
      return builder.build();
    }
    if (retries.firstDelay().compareTo(retries.longestDelay()) < 0) {
      builder.withBackoff(retries.firstDelay(), retries.longestDelay());
    } else {
      builder.withDelay(retries.firstDelay());
    }
    if (retries.jitter() > 0) {
      builder.withJitter(retries.jitter());
    }
    return builder.build();
  }
}
