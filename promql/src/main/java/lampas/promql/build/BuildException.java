package lampas.promql.build;

import lampas.model.error.ErrorKind;
import lampas.promql.PromqlException;

/**
 * A piece of PromQL that cannot be built, or would not mean anything.
 *
 * <p>Of kind USER, or LIMIT if the expression nests too deeply.
 */
public final class BuildException extends PromqlException {
  private static final long serialVersionUID = 1L;

  BuildException(String message) {
    this(ErrorKind.USER, message);
  }

  BuildException(ErrorKind kind, String message) {
    super(kind, message);
  }
}
