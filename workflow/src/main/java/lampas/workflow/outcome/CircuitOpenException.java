package lampas.workflow.outcome;

import lampas.model.error.ErrorKind;

/** Something was not executed because it has failed too often; UNAVAILABLE. */
public final class CircuitOpenException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  public CircuitOpenException(String message) {
    super(ErrorKind.UNAVAILABLE, message);
  }
}
