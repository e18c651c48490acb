package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import lampas.workflow.outcome.CircuitOpenException;
import lampas.workflow.policy.CircuitLimits;
import lampas.workflow.policy.Failures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final IOException failure = new IOException("for this test");
  private static final CircuitLimits LIMITS = CircuitLimits.afterFailures(2);

  private final TestRuntime runtime = new TestRuntime();
  private @Nullable Exception next = failure;
  private final Lambda<Integer, Integer> step =
      Lambda.of(
          "call",
          (input, context) -> {
            if (next != null) {
              throw next;
            }
            return input;
          });

  @Test
  void afterTooManyFailuresNothingIsExecuted() throws Exception {
    CircuitBreaker<Integer, Integer> breaker =
        step.breakingCircuit(LIMITS.openFor(Duration.ofDays(1)));

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> runtime.workflows().run(breaker, 1)).isSameAs(failure);
    }
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> runtime.workflows().run(breaker, 1))
          .isInstanceOf(CircuitOpenException.class)
          .hasMessageMatching(
              "call: failed too often, tried again in PT23H59M.*S"
                  + " \\(expected: fewer than 2 failures out of 2\\)");
    }
    assertThat(breaker.isOpen()).isTrue();
    assertThat(runtime.executions())
        .containsExactly("circuit_breaker call failure 5", "lambda call failure 2");
  }

  @Test
  void aSuccessInBetweenKeepsItClosed() throws Exception {
    CircuitBreaker<Integer, Integer> breaker = step.breakingCircuit(LIMITS);
    for (int i = 0; i < 5; i++) {
      next = failure;
      assertThatThrownBy(() -> runtime.workflows().run(breaker, 1)).isSameAs(failure);
      next = null;
      assertThat(runtime.workflows().run(breaker, 1)).isEqualTo(1);
    }

    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void someOutOfTheLatestAreEnough() throws Exception {
    CircuitBreaker<Integer, Integer> breaker = step.breakingCircuit(LIMITS.outOf(4));
    next = null;
    runtime.workflows().run(breaker, 1);
    runtime.workflows().run(breaker, 1);
    next = failure;
    assertThatThrownBy(() -> runtime.workflows().run(breaker, 1)).isSameAs(failure);
    next = null;
    runtime.workflows().run(breaker, 1);
    next = failure;
    assertThatThrownBy(() -> runtime.workflows().run(breaker, 1)).isSameAs(failure);

    assertThat(breaker.isOpen()).isTrue();
  }

  @Test
  void aProbeThatSucceedsClosesIt() throws Exception {
    CircuitBreaker<Integer, Integer> breaker = opened(Duration.ofMillis(1));
    next = null;
    Until.holds(() -> !isRefused(breaker));

    assertThat(runtime.workflows().run(breaker, 1)).isEqualTo(1);
    next = failure;
    assertThatThrownBy(() -> runtime.workflows().run(breaker, 1)).isSameAs(failure);
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void aProbeThatFailsOpensItAgain() throws Exception {
    CircuitBreaker<Integer, Integer> breaker = opened(Duration.ofMillis(1));
    FileNotFoundException probe = new FileNotFoundException("for this test");
    next = probe;

    Until.holds(() -> probe.equals(thrownBy(breaker)));
    assertThat(breaker.isOpen()).isTrue();
  }

  @Test
  void aProbeThatIsCancelledDoesNotBlockTheNext() throws Exception {
    CircuitBreaker<Integer, Integer> breaker = opened(Duration.ofMillis(1));
    InterruptedException cancelled = new InterruptedException("for this test");
    next = cancelled;
    Until.holds(() -> cancelled.equals(thrownBy(breaker)));

    next = null;
    Until.holds(() -> !isRefused(breaker));
    assertThat(runtime.workflows().run(breaker, 1)).isEqualTo(1);
  }

  @Test
  void whatWasCancelledDoesNotCount() throws Exception {
    CircuitBreaker<Integer, Integer> breaker = step.breakingCircuit(LIMITS);
    next = new InterruptedException("for this test");
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> runtime.workflows().run(breaker, 1)).isSameAs(next);
    }

    assertThat(breaker.isOpen()).isFalse();
    assertThat(runtime.executions())
        .containsExactly("circuit_breaker call cancelled 5", "lambda call cancelled 5");
  }

  @Test
  void onlyTheFailuresThatWereToldCount() throws Exception {
    CircuitBreaker<Integer, Integer> breaker =
        step.breakingCircuit(LIMITS.after(Failures.of(FileNotFoundException.class)));
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> runtime.workflows().run(breaker, 1)).isSameAs(failure);
    }
    assertThat(breaker.isOpen()).isFalse();
    next = new FileNotFoundException("for this test");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> runtime.workflows().run(breaker, 1)).isSameAs(next);
    }
    assertThat(breaker.isOpen()).isTrue();
  }

  private CircuitBreaker<Integer, Integer> opened(Duration openFor) {
    CircuitBreaker<Integer, Integer> breaker = step.breakingCircuit(LIMITS.openFor(openFor));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> runtime.workflows().run(breaker, 1)).isSameAs(failure);
    }
    return breaker;
  }

  private boolean isRefused(CircuitBreaker<Integer, Integer> breaker) {
    return thrownBy(breaker) instanceof CircuitOpenException;
  }

  private @Nullable Throwable thrownBy(CircuitBreaker<Integer, Integer> breaker) {
    try {
      runtime.workflows().run(breaker, 1);
      return null;
    } catch (Throwable thrown) {
      return thrown;
    }
  }
}
