package lampas.server.cli;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/** A subcommand cannot do what it was told. */
final class CommandException extends LampasException {
  private static final long serialVersionUID = 1L;

  CommandException(ErrorKind kind, String message) {
    super(kind, message);
  }

  CommandException(ErrorKind kind, String message, Throwable cause) {
    super(kind, message, cause);
  }
}
