package lampas.examples.metastore.node;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/** A node that cannot start. */
public final class NodeException extends LampasException {
  private static final long serialVersionUID = 1L;

  NodeException(ErrorKind kind, String message, Throwable cause) {
    super(kind, message, cause);
  }
}
