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

  /** What is wrong, below all that only passed it on. */
  static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** What a future failed with. */
  static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
