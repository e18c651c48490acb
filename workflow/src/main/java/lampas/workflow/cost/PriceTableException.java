package lampas.workflow.cost;

import java.util.List;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;

/** A price table is wrong; names every reason, with its place, at once. USER. */
public final class PriceTableException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  PriceTableException(List<String> problems) {
    super(ErrorKind.USER, String.join("\n", problems));
  }

  /** One reason each. */
  public List<String> problems() {
    return getMessage().lines().toList();
  }
}
