package lampas.examples.metastore.api;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import lampas.examples.metastore.error.EtcdException;

/** How a service answers with what comes later. */
final class Replies {
  private static final Logger LOG = System.getLogger(Replies.class.getName());

  private Replies() {}

  /** Answers a unary call: with the response, with etcd's words for its errors, or INTERNAL. */
  static <T> void send(CompletableFuture<T> response, StreamObserver<T> observer) {
    response.whenComplete((message, thrown) -> {
      if (thrown == null) {
        observer.onNext(message);
        observer.onCompleted();
      } else {
        observer.onError(status(thrown).asRuntimeException());
      }
    });
  }

  /** What a call ends with; what is our own fault is logged, and its client is not told more. */
  static Status status(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof EtcdException error) {
      return error.status();
    }
    LOG.log(Level.ERROR, "a request failed", cause);
    return Status.INTERNAL.withDescription("etcdserver: internal error");
  }
}
