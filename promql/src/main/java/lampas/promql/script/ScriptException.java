package lampas.promql.script;

import lampas.model.error.ErrorKind;
import lampas.promql.PromqlException;

/**
 * A script that cannot be read or whose series cannot be loaded; the message begins with the place:
 * {@code rules.test:12: ...}.
 */
public final class ScriptException extends PromqlException {
  private static final long serialVersionUID = 1L;

  ScriptException(String message) {
    super(ErrorKind.USER, message);
  }

  static ScriptException at(String script, int line, String message) {
    return new ScriptException(script + ":" + line + ": " + message);
  }
}
