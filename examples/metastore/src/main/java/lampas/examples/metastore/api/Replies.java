package lampas.examples.metastore.api;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import lampas.examples.metastore.error.EtcdException;

/**
 * How calls end: with what was asked for, or with a status.
 *
 * <p>An {@link EtcdException} is its status and a thrown status is itself. Anything else is a
 * defect: it is logged, and the client is told INTERNAL and nothing more.
 */
final class Replies {
  private static final System.Logger LOG = System.getLogger(Replies.class.getName());

  private Replies() {}

  /** Ends a call with what a future gives, now or later. */
  static <T> void answer(StreamObserver<T> responses, Supplier<CompletableFuture<T>> work) {
    ignoreCancellation(responses);
    CompletableFuture<T> answer;
    try {
      answer = work.get();
    } catch (RuntimeException e) {
      responses.onError(failure(e));
      return;
    }
    send(answer, responses);
  }

  /** Ends a call with what a future gives. */
  static <T> void send(CompletableFuture<T> answer, StreamObserver<T> responses) {
    var unused =
        answer.whenComplete((response, failure) -> {
          if (failure == null) {
            responses.onNext(response);
            responses.onCompleted();
          } else {
            responses.onError(failure(failure));
          }
        });
  }

  /** Ends a call with what is known now. */
  static <T> void answerNow(StreamObserver<T> responses, Supplier<T> work) {
    answer(responses, () -> CompletableFuture.completedFuture(work.get()));
  }

  /** What a call ends with when something was thrown. */
  static StatusRuntimeException failure(Throwable thrown) {
    return cause(thrown) instanceof StatusRuntimeException status
        ? status
        : status(thrown).asRuntimeException();
  }

  /** The status of what was thrown. */
  static Status status(Throwable thrown) {
    Throwable cause = cause(thrown);
    if (cause instanceof EtcdException refused) {
      return refused.status();
    }
    if (cause instanceof StatusRuntimeException status) {
      return status.getStatus();
    }
    LOG.log(System.Logger.Level.ERROR, "a request failed", cause);
    return Status.INTERNAL.withDescription("internal error");
  }

  /** What went wrong, without what futures put around it. */
  static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /* Without a handler, answering somebody who has left throws. */
  private static void ignoreCancellation(StreamObserver<?> responses) {
    if (responses instanceof ServerCallStreamObserver<?> call) {
      call.setOnCancelHandler(() -> {});
    }
  }
}
