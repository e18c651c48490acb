package lampas.examples.metastore.error;

import io.grpc.Status;
import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/** A request that cannot be answered, with the error that its client gets. */
public final class EtcdException extends LampasException {
  private static final long serialVersionUID = 1L;

  private final EtcdError error;

  public EtcdException(EtcdError error) {
    super(kind(error), error.message());
    this.error = error;
  }

  /** An error with more than etcd's own words, which come first. */
  public EtcdException(EtcdError error, String detail) {
    super(kind(error), error.message() + ": " + detail);
    this.error = error;
  }

  public EtcdError error() {
    return error;
  }

  /** What the call ends with. */
  public Status status() {
    return error.status().withDescription(getMessage());
  }

  private static ErrorKind kind(EtcdError error) {
    return switch (error.status().getCode()) {
      case UNAVAILABLE -> ErrorKind.UNAVAILABLE;
      case RESOURCE_EXHAUSTED -> ErrorKind.LIMIT;
      default -> ErrorKind.USER;
    };
  }
}
