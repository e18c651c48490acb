package lampas.examples.agents.load;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/** The platform did not answer what was known beforehand. */
final class UnexpectedAnswer extends LampasException {
  private static final long serialVersionUID = 1L;

  UnexpectedAnswer(String message) {
    super(ErrorKind.UNAVAILABLE, message);
  }
}
