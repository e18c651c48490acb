package lampas.examples.tikv.store;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/** A port that cannot be listened on. */
public final class ListenException extends LampasException {
  private static final long serialVersionUID = 1L;

  public ListenException(int port, Throwable cause) {
    super(
        ErrorKind.UNAVAILABLE,
        "port: " + port + " (expected: a free port of this machine; 0 finds one)",
        cause);
  }
}
