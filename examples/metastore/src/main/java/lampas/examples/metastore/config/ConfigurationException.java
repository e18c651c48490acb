package lampas.examples.metastore.config;

import java.util.List;
import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/** A configuration that cannot be used, with everything that is wrong with it. */
public final class ConfigurationException extends LampasException {
  private static final long serialVersionUID = 1L;

  ConfigurationException(List<String> problems) {
    super(ErrorKind.USER, String.join("\n", problems));
  }

  /** Each problem as one line: where, what, the value and what was expected. */
  public List<String> problems() {
    return getMessage().lines().toList();
  }
}
