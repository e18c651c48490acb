package lampas.server.demo;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;
import org.jspecify.annotations.Nullable;

/** A part of the demo that is a program of its own did not do what it should. */
public final class DemoException extends LampasException {
  private static final long serialVersionUID = 1L;

  DemoException(String message) {
    this(message, null);
  }

  DemoException(String message, @Nullable Throwable cause) {
    super(ErrorKind.UNAVAILABLE, message, cause);
  }
}
