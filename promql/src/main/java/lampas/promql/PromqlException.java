package lampas.promql;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;
import org.jspecify.annotations.Nullable;

/** The root of what goes wrong with PromQL: with its text, or while it is evaluated. */
public class PromqlException extends LampasException {
  private static final long serialVersionUID = 1L;

  public PromqlException(ErrorKind kind, String message) {
    super(kind, message);
  }

  public PromqlException(ErrorKind kind, String message, @Nullable Throwable cause) {
    super(kind, message, cause);
  }
}
