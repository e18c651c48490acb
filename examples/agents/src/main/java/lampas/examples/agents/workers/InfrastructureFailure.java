package lampas.examples.agents.workers;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;
import org.jspecify.annotations.Nullable;

/** Something around a workflow failed, which may be well again with the next attempt. */
public final class InfrastructureFailure extends LampasException {
  private static final long serialVersionUID = 1L;

  public InfrastructureFailure(String message, @Nullable Throwable cause) {
    super(ErrorKind.UNAVAILABLE, message, cause);
  }
}
