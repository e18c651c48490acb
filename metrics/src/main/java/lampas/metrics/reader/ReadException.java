package lampas.metrics.reader;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/**
 * A body that cannot be read as an exposition, and where.
 *
 * <p>The kind is LIMIT if the body is larger than allowed, else UNAVAILABLE: the target did not do
 * its part.
 */
public final class ReadException extends LampasException {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final int column;

  ReadException(ErrorKind kind, long line, int column, String problem) {
    super(kind, line + ":" + column + ": " + problem);
    this.line = line;
    this.column = column;
  }

  /** The line, from 1. */
  public long line() {
    return line;
  }

  /** The column in characters, from 1. */
  public int column() {
    return column;
  }
}
