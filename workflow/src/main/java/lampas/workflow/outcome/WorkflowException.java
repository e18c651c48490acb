package lampas.workflow.outcome;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;
import org.jspecify.annotations.Nullable;

/**
 * A workflow cannot be built or go on; the root of what this module throws of its own accord.
 *
 * <p>What a step throws reaches the caller as it is, and is no such exception.
 */
public class WorkflowException extends LampasException {
  private static final long serialVersionUID = 1L;

  public WorkflowException(ErrorKind kind, String message) {
    super(kind, message);
  }

  public WorkflowException(ErrorKind kind, String message, @Nullable Throwable cause) {
    super(kind, message, cause);
  }
}
