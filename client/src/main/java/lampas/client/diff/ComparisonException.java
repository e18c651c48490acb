package lampas.client.diff;

import lampas.client.ClientException;
import lampas.client.RequestException;

/** Two backends that cannot be compared, since one of them did not answer. */
public final class ComparisonException extends ClientException {
  private static final long serialVersionUID = 1L;

  ComparisonException(String side, RequestException failed) {
    super(failed.kind(), side + " " + failed.getMessage(), failed);
  }
}
