package lampas.metrics;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;
import org.jspecify.annotations.Nullable;

/** Metrics cannot be recorded or exposed as asked for. */
public final class MetricsException extends LampasException {
  private static final long serialVersionUID = 1L;

  public MetricsException(ErrorKind kind, String message) {
    super(kind, message);
  }

  public MetricsException(ErrorKind kind, String message, @Nullable Throwable cause) {
    super(kind, message, cause);
  }
}
