package lampas.workflow.policy;

import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;

/** Checks of what policies are given. */
final class Checks {
  private Checks() {}

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new WorkflowException(ErrorKind.USER, message);
    }
  }
}
