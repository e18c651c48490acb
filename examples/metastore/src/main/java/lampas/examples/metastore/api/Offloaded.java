package lampas.examples.metastore.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;

/** Work that takes its time, on threads that have it. */
final class Offloaded {
  private Offloaded() {}

  /** The result of work; fails with TOO_MANY_REQUESTS if the executor takes no more. */
  static <T> CompletableFuture<T> on(Executor executor, Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(new EtcdException(EtcdError.TOO_MANY_REQUESTS));
    }
  }
}
