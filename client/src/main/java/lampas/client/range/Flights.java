package lampas.client.range;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import lampas.client.ClientFailure;
import lampas.client.RequestException;
import lampas.model.result.QueryAnswer;

/**
 * The same question is asked once at a time: who asks it while somebody else does waits for that
 * answer. Thread-safe.
 */
final class Flights<K> {
  private final ConcurrentMap<K, CompletableFuture<QueryAnswer>> running =
      new ConcurrentHashMap<>();

  /**
   * The answer to a question.
   *
   * @param ask asks it, if nobody does
   */
  QueryAnswer share(K question, Duration timeout, Supplier<QueryAnswer> ask) {
    CompletableFuture<QueryAnswer> own = new CompletableFuture<>();
    CompletableFuture<QueryAnswer> other = running.putIfAbsent(question, own);
    if (other != null) {
      try {
        return other.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException failed) {
        return afterFailure(failed, ask);
      } catch (TimeoutException late) {
        throw new RequestException(new ClientFailure.TimedOut(timeout), late);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new RequestException(new ClientFailure.Interrupted(), interrupted);
      }
    }
    try {
      QueryAnswer answer = ask.get();
      own.complete(answer);
      return answer;
    } catch (RuntimeException | Error failed) {
      own.completeExceptionally(failed);
      throw failed;
    } finally {
      running.remove(question, own);
    }
  }

  /* That the other one gave up, or had less time, says nothing about the question. */
  private static QueryAnswer afterFailure(ExecutionException failed, Supplier<QueryAnswer> ask) {
    if (failed.getCause() instanceof RequestException refused) {
      return switch (refused.failure()) {
        case ClientFailure.Interrupted interrupted -> ask.get();
        case ClientFailure.TimedOut late -> ask.get();
        case ClientFailure other -> throw new RequestException(other, refused);
      };
    }
    return ask.get();
  }
}
