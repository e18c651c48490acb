package lampas.examples.agents.workflows;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/** A tool did not do what a workflow asked it for: the workflow fails, and that is its result. */
final class ToolException extends LampasException {
  private static final long serialVersionUID = 1L;

  ToolException(String message) {
    super(ErrorKind.USER, message);
  }
}
