package lampas.client.tikv;

import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import lampas.model.result.QueryAnswer;

/**
 * A {@link TikvCluster} whose calls do not block: each runs on a virtual thread of its own.
 *
 * <p>A call that fails completes with the exception that the blocking one throws. Cancelling a
 * result interrupts the call. Thread-safe.
 */
public final class AsyncTikvCluster {
  private final TikvCluster cluster;

  private AsyncTikvCluster(TikvCluster cluster) {
    this.cluster = cluster;
  }

  public static AsyncTikvCluster of(TikvCluster cluster) {
    return new AsyncTikvCluster(cluster);
  }

  /** See {@link TikvCluster#instantQuery}. */
  public CompletableFuture<QueryAnswer> instantQuery(String promql) {
    return start(() -> cluster.instantQuery(promql));
  }

  /** See {@link TikvCluster#metricValue}. */
  public CompletableFuture<OptionalDouble> metricValue(String promql) {
    return start(() -> cluster.metricValue(promql));
  }

  /** See {@link TikvCluster#storeMetrics(Store)}. */
  public CompletableFuture<StoreMetrics> storeMetrics(Store store) {
    return start(() -> cluster.storeMetrics(store));
  }

  /** See {@link TikvCluster#storeMetrics(String)}. */
  public CompletableFuture<StoreMetrics> storeMetrics(String peerAddress) {
    return start(() -> cluster.storeMetrics(peerAddress));
  }

  /** See {@link TikvCluster#snapshot}. */
  public CompletableFuture<ClusterSnapshot> snapshot() {
    return start(cluster::snapshot);
  }

  private static <T> CompletableFuture<T> start(Callable<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .name("tikv")
            .start(() -> {
              try {
                result.complete(call.call());
              } catch (Throwable failed) {
                result.completeExceptionally(failed);
              }
            });
    var unused =
        result.whenComplete((value, failure) -> {
          if (result.isCancelled()) {
            thread.interrupt();
          }
        });
    return result;
  }
}
