package lampas.client.async;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import lampas.client.Backend;
import lampas.client.ClientFailure;
import lampas.client.Query;
import lampas.client.RequestException;
import lampas.client.SeriesScope;
import lampas.client.http.CallLimit;
import lampas.client.http.ConcurrencySettings;
import lampas.client.http.TransportException;
import lampas.client.http.TransportFault;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;

/**
 * A backend whose answers come as futures: each call runs on a virtual thread of its own, as many
 * at a time as the settings allow.
 *
 * <p>Completing a future from outside, be it by {@code cancel} or {@code orTimeout}, ends its call.
 * A future fails with what the call would throw; with {@link ClientFailure.Busy} if too many wait.
 * Thread-safe.
 *
 * @param <B> the kind of backend, whose own questions {@link #ask} can ask
 */
public final class AsyncClient<B extends Backend> implements AutoCloseable {
  private static final Duration NO_LIMIT = Duration.ofDays(365);

  private final B backend;
  private final CallLimit limit;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private AsyncClient(B backend, ConcurrencySettings settings) {
    this.backend = backend;
    this.limit = new CallLimit(settings);
  }

  /** With the default limits: 64 calls at a time, and 1,024 waiting. */
  public static <B extends Backend> AsyncClient<B> of(B backend) {
    return of(backend, ConcurrencySettings.defaults());
  }

  public static <B extends Backend> AsyncClient<B> of(B backend, ConcurrencySettings settings) {
    return new AsyncClient<>(backend, settings);
  }

  public CompletableFuture<QueryAnswer> query(Query query) {
    return ask(asked -> asked.query(query));
  }

  public CompletableFuture<List<Labels>> series(SeriesScope scope) {
    return ask(asked -> asked.series(scope));
  }

  public CompletableFuture<List<String>> labelNames(SeriesScope scope) {
    return ask(asked -> asked.labelNames(scope));
  }

  public CompletableFuture<List<String>> labelValues(String name, SeriesScope scope) {
    return ask(asked -> asked.labelValues(name, scope));
  }

  /** The answer to any other question, for example {@code ask(PrometheusClient::rules)}. */
  public <T> CompletableFuture<T> ask(Function<? super B, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      AtomicBoolean over = new AtomicBoolean();
      Future<?> call = threads.submit(() -> answer(answer, question, over));
      var unused =
          answer.whenComplete((result, failure) -> {
            /* Who completes the future by its own answer must not be interrupted by it. */
            if (!over.get()) {
              call.cancel(true);
            }
          });
    } catch (RejectedExecutionException closed) {
      answer.completeExceptionally(new RequestException(new ClientFailure.Interrupted(), closed));
    }
    return answer;
  }

  private <T> void answer(
      CompletableFuture<T> answer, Function<? super B, T> question, AtomicBoolean over) {
    try {
      limit.enter(NO_LIMIT);
    } catch (TransportException noTurn) {
      over.set(true);
      answer.completeExceptionally(new RequestException(failure(noTurn.fault()), noTurn));
      return;
    }
    T result;
    try {
      result = question.apply(backend);
    } catch (Throwable failed) {
      limit.leave();
      over.set(true);
      answer.completeExceptionally(failed);
      return;
    }
    limit.leave();
    over.set(true);
    answer.complete(result);
  }

  private static ClientFailure failure(TransportFault fault) {
    return fault instanceof TransportFault.Busy(int calls, int waiting)
        ? new ClientFailure.Busy(calls, waiting)
        : new ClientFailure.Interrupted();
  }

  /** Ends all calls in flight, whose futures fail. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
