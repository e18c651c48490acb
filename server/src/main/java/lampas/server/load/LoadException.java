package lampas.server.load;

import java.io.Serial;
import java.nio.file.Path;
import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/**
 * A file that cannot be loaded, and where in it; USER if the file is wrong, LIMIT if it is too
 * much, UNAVAILABLE if it cannot be read.
 */
public final class LoadException extends LampasException {
  @Serial private static final long serialVersionUID = 1L;

  private LoadException(ErrorKind kind, String message, Throwable cause) {
    super(kind, message, cause);
  }

  private LoadException(ErrorKind kind, String message) {
    super(kind, message);
  }

  static LoadException at(ErrorKind kind, Path file, long line, String problem) {
    return new LoadException(kind, file + ":" + line + ": " + problem);
  }

  static LoadException of(ErrorKind kind, Path file, String problem, Throwable cause) {
    return new LoadException(kind, file + ":" + problem, cause);
  }
}
