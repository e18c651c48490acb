package lampas.server.view;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/** A setting of the views that is wrong. */
public final class ViewException extends LampasException {
  private static final long serialVersionUID = 1L;

  ViewException(String message) {
    super(ErrorKind.USER, message);
  }
}
