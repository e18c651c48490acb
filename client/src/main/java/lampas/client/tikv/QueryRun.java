package lampas.client.tikv;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lampas.client.Backend;
import lampas.client.ClientException;
import lampas.client.Query;
import lampas.model.error.ErrorKind;

/**
 * Queries that run at the same time, so many at once, until a common deadline.
 *
 * <p>What has no answer by then is interrupted and not waited for.
 */
final class QueryRun {
  private final Backend backend;
  private final Semaphore free;
  private final Map<SnapshotQuery, CompletableFuture<Outcome>> outcomes =
      new EnumMap<>(SnapshotQuery.class);
  private final List<Thread> threads = new ArrayList<>();

  private QueryRun(Backend backend, int concurrency) {
    this.backend = backend;
    this.free = new Semaphore(concurrency);
  }

  static Map<SnapshotQuery, Outcome> run(
      Backend backend, Map<SnapshotQuery, Query> queries, SnapshotSettings settings) {
    QueryRun run = new QueryRun(backend, settings.concurrency());
    queries.forEach(run::start);
    return run.await(settings.deadline());
  }

  private void start(SnapshotQuery name, Query query) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    outcomes.put(name, outcome);
    threads.add(Thread.ofVirtual().name("tikv-" + name).start(() -> ask(query, outcome)));
  }

  private void ask(Query query, CompletableFuture<Outcome> outcome) {
    try {
      free.acquire();
      try {
        outcome.complete(new Outcome.Answered(backend.query(query)));
      } finally {
        free.release();
      }
    } catch (ClientException failed) {
      outcome.complete(new Outcome.Failed(failed));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      outcome.completeExceptionally(interrupted);
    } catch (RuntimeException | Error defect) {
      outcome.completeExceptionally(defect);
    }
  }

  private Map<SnapshotQuery, Outcome> await(Duration deadline) {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(outcomes.values().toArray(CompletableFuture<?>[]::new));
    try {
      all.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      Outcome tooLate =
          new Outcome.Failed(
              new TikvException(
                  ErrorKind.UNAVAILABLE,
                  "no answer (expected: within " + deadline.toMillis() + " ms)"));
      outcomes.values().forEach(outcome -> outcome.complete(tooLate));
      threads.forEach(Thread::interrupt);
    } catch (InterruptedException interrupted) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
      throw new TikvException(ErrorKind.UNAVAILABLE, "snapshot: interrupted");
    } catch (ExecutionException defect) {
      threads.forEach(Thread::interrupt);
      throw new IllegalStateException("a query of the snapshot failed", defect.getCause());
    }
    Map<SnapshotQuery, Outcome> done = new EnumMap<>(SnapshotQuery.class);
    outcomes.forEach((name, outcome) -> done.put(name, outcome.join()));
    return done;
  }
}
