package lampas.client.tikv;

import lampas.client.ClientException;
import lampas.model.error.ErrorKind;

/** A question about a cluster that has no answer, besides those that the backend refuses. */
public final class TikvException extends ClientException {
  private static final long serialVersionUID = 1L;

  TikvException(ErrorKind kind, String message) {
    super(kind, message);
  }
}
