package lampas.server.proxy.upstream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lampas.model.error.LampasException;
import org.jspecify.annotations.Nullable;

/**
 * A question on its way to the backend, and those who wait for its answer. The last one that leaves
 * ends it. Thread-safe.
 */
final class SharedAnswer {
  private final AnswerRoom room;
  private final Runnable onEnd;
  private final CompletableFuture<CheckedAnswer> answer = new CompletableFuture<>();
  private int waiting = 1;
  private @Nullable Thread asking;

  SharedAnswer(AnswerRoom room, Runnable onEnd) {
    this.room = room;
    this.onEnd = onEnd;
  }

  AnswerRoom room() {
    return room;
  }

  /** One more who waits; false if all have gone already. */
  synchronized boolean join() {
    if (waiting == 0) {
      return false;
    }
    waiting++;
    return true;
  }

  synchronized boolean isAbandoned() {
    return waiting == 0;
  }

  synchronized void begin(Thread thread) {
    asking = thread;
    if (waiting == 0) {
      thread.interrupt();
    }
  }

  void complete(CheckedAnswer whole) {
    answer.complete(whole);
  }

  void fail(Throwable cause) {
    answer.completeExceptionally(cause);
  }

  /** One of those who wait has gone, or has sent the answer to its client. */
  void leave() {
    synchronized (this) {
      if (--waiting > 0) {
        return;
      }
      if (asking != null && !answer.isDone()) {
        asking.interrupt();
      }
    }
    onEnd.run();
    room.close();
  }

  CheckedAnswer await(Duration timeout, CompletableFuture<Void> gone) {
    try {
      CompletableFuture.anyOf(answer, gone).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (answer.isDone()) {
        return answer.get();
      }
      throw new UpstreamException(UpstreamFailure.CANCELLED, "query was canceled");
    } catch (TimeoutException late) {
      throw new UpstreamException(
          UpstreamFailure.TIMED_OUT,
          "backend: no complete answer (expected: within %s ms)".formatted(timeout.toMillis()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new UpstreamException(UpstreamFailure.CANCELLED, "query was canceled", stopping);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof LampasException known) {
        throw known;
      }
      throw new IllegalStateException("the question failed", failed.getCause());
    }
  }
}
