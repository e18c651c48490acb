package lampas.workflow.outcome;

import java.util.List;
import lampas.model.error.ErrorKind;

/**
 * A saga failed, and some of what it had done could not be undone; INTERNAL, because somebody has
 * to look.
 *
 * <p>The cause is what ended the saga. A saga whose compensations all succeed throws that itself.
 */
public final class SagaException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  private final transient List<CompensationFailure> failures;

  /** One compensation that failed. */
  public record CompensationFailure(String compensation, Throwable thrown) {}

  public SagaException(String saga, Throwable cause, List<CompensationFailure> failures) {
    super(
        ErrorKind.INTERNAL,
        "%s: failed and is not undone, compensations failed: %s (expected: none)"
            .formatted(saga, failures.stream().map(CompensationFailure::compensation).toList()),
        cause);
    this.failures = List.copyOf(failures);
    this.failures.forEach(failure -> addSuppressed(failure.thrown()));
  }

  /** The compensations that failed, in the order in which they ran. */
  public List<CompensationFailure> failures() {
    return failures;
  }
}
