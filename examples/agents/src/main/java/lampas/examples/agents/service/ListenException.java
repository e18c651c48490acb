package lampas.examples.agents.service;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/** An address that cannot be listened on. */
public final class ListenException extends LampasException {
  private static final long serialVersionUID = 1L;

  public ListenException(String host, int port, Throwable cause) {
    super(
        ErrorKind.UNAVAILABLE,
        "listen address: " + host + ":" + port + " (expected: a free port of this machine)",
        cause);
  }
}
