package lampas.workflow.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import lampas.workflow.outcome.WorkflowException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  @Test
  void defaultsAreAsDocumented() {
    Retries retries = Retries.atMost(3);
    assertThat(retries.attempts()).isEqualTo(3);
    assertThat(retries.firstDelay()).isEqualTo(Duration.ofMillis(100));
    assertThat(retries.longestDelay()).isEqualTo(Duration.ofSeconds(10));
    assertThat(retries.jitter()).isEqualTo(0.2);
    assertThat(CacheLimits.keeping(Duration.ofSeconds(1)))
        .isEqualTo(new CacheLimits(Duration.ofSeconds(1), 10_000));
    CircuitLimits circuit = CircuitLimits.afterFailures(5);
    assertThat(circuit.failures()).isEqualTo(5);
    assertThat(circuit.outOf()).isEqualTo(5);
    assertThat(circuit.openFor()).isEqualTo(Duration.ofSeconds(30));
    assertThat(circuit.probes()).isEqualTo(1);
  }

  @Test
  void whatMakesNoSenseIsAnError() {
    wrong(() -> Retries.atMost(0), "attempts: 0 (expected: 1 or more)");
    wrong(
        () -> Retries.atMost(1).withDelays(Duration.ofMillis(-1), Duration.ZERO),
        "first delay: PT-0.001S (expected: 0 or more)");
    wrong(
        () -> Retries.atMost(1).withDelays(Duration.ofMillis(2), Duration.ofMillis(1)),
        "longest delay: PT0.001S (expected: the first one, PT0.002S, or more)");
    wrong(() -> Retries.atMost(1).withJitter(1.1), "jitter: 1.1 (expected: 0 to 1)");
    wrong(() -> Retries.atMost(1).withJitter(Double.NaN), "jitter: NaN (expected: 0 to 1)");
    wrong(() -> CacheLimits.keeping(Duration.ZERO), "time to live: PT0S (expected: > 0)");
    wrong(
        () -> CacheLimits.keeping(Duration.ofSeconds(1)).withMaximumEntries(0),
        "maximum entries: 0 (expected: > 0)");
    wrong(() -> CircuitLimits.afterFailures(0), "failures: 0 (expected: 1 or more)");
    wrong(() -> CircuitLimits.afterFailures(3).outOf(2), "out of: 2 (expected: 3 or more)");
    wrong(
        () -> CircuitLimits.afterFailures(3).openFor(Duration.ZERO),
        "open for: PT0S (expected: > 0)");
    wrong(() -> CircuitLimits.afterFailures(3).withProbes(0), "probes: 0 (expected: 1 or more)");
  }

  private static void wrong(ThrowingCallable made, String message) {
    assertThatThrownBy(made).isInstanceOf(WorkflowException.class).hasMessage(message);
  }
}
