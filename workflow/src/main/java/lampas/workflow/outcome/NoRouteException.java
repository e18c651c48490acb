package lampas.workflow.outcome;

import lampas.model.error.ErrorKind;

/** A router has no branch for its input; USER. */
public final class NoRouteException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  public NoRouteException(String message) {
    super(ErrorKind.USER, message);
  }
}
