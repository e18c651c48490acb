package lampas.metrics.grpc;

import io.grpc.Context;
import io.grpc.Status;
import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;

/** What an {@link AuthHook} decided. */
public sealed interface AuthDecision {
  /** The call goes on. */
  record Admitted() implements AuthDecision {}

  /** The call goes on, and its handler runs in a context, which may hold who calls. */
  record AdmittedIn(Context context) implements AuthDecision {}

  /** The call ends with a status. */
  record Refused(Status status) implements AuthDecision {
    /**
     * Checks the status.
     *
     * @throws MetricsException USER if it is OK
     */
    public Refused {
      if (status.isOk()) {
        throw new MetricsException(
            ErrorKind.USER, "auth: refused with OK (expected: UNAUTHENTICATED or another error)");
      }
    }
  }

  AuthDecision ADMITTED = new Admitted();

  static AuthDecision admittedIn(Context context) {
    return new AdmittedIn(context);
  }

  static AuthDecision refused(Status status) {
    return new Refused(status);
  }
}
