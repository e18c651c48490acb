package lampas.client.tikv;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What all stores of a cluster do, at one time.
 *
 * @param time when every query was evaluated
 * @param stores the stores that are part of the cluster, in the order of the directory
 * @param leftOut tombstones, and stores of other engines such as TiFlash
 * @param warnings what the backend says may make the values wrong
 */
public record ClusterSnapshot(
    Instant time, List<StoreMetrics> stores, List<Store> leftOut, List<String> warnings) {
  public ClusterSnapshot {
    Objects.requireNonNull(time, "time");
    stores = List.copyOf(stores);
    leftOut = List.copyOf(leftOut);
    warnings = List.copyOf(warnings);
  }

  /** The metrics of a store, if it is part of the cluster. */
  public Optional<StoreMetrics> store(String id) {
    return stores.stream().filter(metrics -> metrics.storeId().equals(id)).findFirst();
  }
}
