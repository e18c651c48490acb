package lampas.client;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;
import org.jspecify.annotations.Nullable;

/** The root of this module's exceptions. Messages never hold a backend's address or a secret. */
public abstract class ClientException extends LampasException {
  private static final long serialVersionUID = 1L;

  protected ClientException(ErrorKind kind, String message) {
    super(kind, message);
  }

  protected ClientException(ErrorKind kind, String message, @Nullable Throwable cause) {
    super(kind, message, cause);
  }
}
