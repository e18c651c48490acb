package lampas.client.container;

import lampas.client.ClientException;
import lampas.model.error.ErrorKind;

/**
 * A question about containers that has no meaning, or an answer of another shape than asked for.
 */
public final class ContainerException extends ClientException {
  private static final long serialVersionUID = 1L;

  ContainerException(ErrorKind kind, String message) {
    super(kind, message);
  }

  static ContainerException user(String message) {
    return new ContainerException(ErrorKind.USER, message);
  }
}
