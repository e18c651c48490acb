package lampas.workflow.policy;

import static lampas.workflow.policy.Checks.require;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * When a circuit opens and closes.
 *
 * @param failures how many of the latest executions must have failed to open it
 * @param outOf how many the latest executions are
 * @param openFor how long nothing is executed then, before it is tried again
 * @param probes how many executions must succeed to close it; one failure opens it again
 * @param which what counts as a failure; after any other the callee is well
 */
public record CircuitLimits(
    int failures, int outOf, Duration openFor, int probes, Predicate<? super Exception> which) {
  /**
   * Checks the numbers.
   *
   * @throws lampas.workflow.outcome.WorkflowException USER if one is wrong
   */
  public CircuitLimits {
    require(failures > 0, "failures: " + failures + " (expected: 1 or more)");
    require(outOf >= failures, "out of: %s (expected: %s or more)".formatted(outOf, failures));
    require(openFor.isPositive(), "open for: " + openFor + " (expected: > 0)");
    require(probes > 0, "probes: " + probes + " (expected: 1 or more)");
    Objects.requireNonNull(which, "which");
  }

  /** Opens after so many failures in a row, for 30 seconds, and closes after one success. */
  public static CircuitLimits afterFailures(int failures) {
    return new CircuitLimits(failures, failures, Duration.ofSeconds(30), 1, Failures.any());
  }

  /** Opens if so many of the latest executions failed, in a row or not. */
  public CircuitLimits outOf(int executions) {
    return new CircuitLimits(failures, executions, openFor, probes, which);
  }

  public CircuitLimits openFor(Duration time) {
    return new CircuitLimits(failures, outOf, time, probes, which);
  }

  public CircuitLimits withProbes(int probes) {
    return new CircuitLimits(failures, outOf, openFor, probes, which);
  }

  /** Counts these as failures; {@link Failures} has some. */
  public CircuitLimits after(Predicate<? super Exception> which) {
    return new CircuitLimits(failures, outOf, openFor, probes, which);
  }
}
