package lampas.examples.agents.config;

import java.util.List;
import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/** Settings that cannot be used, with everything that is wrong with them, a line each. */
public final class ConfigurationException extends LampasException {
  private static final long serialVersionUID = 1L;

  ConfigurationException(List<String> problems) {
    super(ErrorKind.USER, String.join("\n", problems));
  }
}
