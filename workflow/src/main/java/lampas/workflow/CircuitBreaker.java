package lampas.workflow;

import java.util.List;
import lampas.workflow.outcome.CircuitOpenException;
import lampas.workflow.outcome.ExecutionStatus;
import lampas.workflow.policy.CircuitLimits;
import lampas.workflow.policy.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Something that is left alone for a while when it fails too often: meanwhile every execution is a
 * {@link CircuitOpenException}, counted as a failure of the circuit breaker and not of what is
 * behind it.
 *
 * <p>Its state belongs to this object, and to those that {@link #named} makes of it.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public final class CircuitBreaker<I extends @Nullable Object, O extends @Nullable Object>
    extends Primitive<I, O> {
  private final Primitive<I, O> body;
  private final CircuitLimits limits;
  private final dev.failsafe.CircuitBreaker<Object> circuit;

  private CircuitBreaker(
      String name,
      Primitive<I, O> body,
      CircuitLimits limits,
      dev.failsafe.CircuitBreaker<Object> circuit) {
    super(PrimitiveType.CIRCUIT_BREAKER, name);
    this.body = body;
    this.limits = limits;
    this.circuit = circuit;
  }

  static <I extends @Nullable Object, O extends @Nullable Object> CircuitBreaker<I, O> of(
      Primitive<I, O> body, CircuitLimits limits) {
    return new CircuitBreaker<>(
        body.name(),
        body,
        limits,
        dev.failsafe.CircuitBreaker.builder()
            .withFailureThreshold(limits.failures(), limits.outOf())
            .withSuccessThreshold(limits.probes())
            .withDelay(limits.openFor())
            .build());
  }

  /** Whether everything is refused; false while it is tried whether that can end. */
  public boolean isOpen() {
    return circuit.isOpen();
  }

  @Override
  public List<Primitive<?, ?>> parts() {
    return List.of(body);
  }

  @Override
  public CircuitBreaker<I, O> named(String name) {
    return new CircuitBreaker<>(name, body, limits, circuit);
  }

  @Override
  O perform(I input, WorkflowContext context) throws Exception {
    if (!circuit.tryAcquirePermit()) {
      throw new CircuitOpenException(
          "%s: failed too often, tried again in %s (expected: fewer than %s failures out of %s)"
              .formatted(name(), circuit.getRemainingDelay(), limits.failures(), limits.outOf()));
    }
    try {
      O result = body.execute(input, context);
      circuit.recordSuccess();
      return result;
    } catch (Throwable thrown) {
      record(thrown);
      throw thrown;
    }
  }

  private void record(Throwable thrown) {
    if (ExecutionStatus.of(thrown) == ExecutionStatus.CANCELLED) {
      /* It says nothing of the callee. But a probe must give back its permit, and Failsafe knows
      only good and bad: bad waits once more and tries again. */
      if (circuit.isHalfOpen()) {
        circuit.recordFailure();
      }
    } else if (thrown instanceof Exception failure
        && !Failures.isHandled(limits.which(), failure)) {
      circuit.recordSuccess();
    } else {
      circuit.recordFailure();
    }
  }
}
