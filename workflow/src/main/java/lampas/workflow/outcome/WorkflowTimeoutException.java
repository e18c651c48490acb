package lampas.workflow.outcome;

import lampas.model.error.ErrorKind;

/** A step took longer than it was allowed to, or could not begin before the deadline; LIMIT. */
public final class WorkflowTimeoutException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  public WorkflowTimeoutException(String message) {
    super(ErrorKind.LIMIT, message);
  }
}
