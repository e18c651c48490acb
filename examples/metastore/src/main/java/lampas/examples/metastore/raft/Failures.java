package lampas.examples.metastore.raft;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;

/** The errors that a replica answers with. */
final class Failures {
  private Failures() {}

  static <T> CompletableFuture<T> failed(EtcdError error) {
    return CompletableFuture.failedFuture(new EtcdException(error));
  }

  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
