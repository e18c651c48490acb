package lampas.examples.tikv.cluster;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import lampas.examples.tikv.store.Condition;
import lampas.examples.tikv.store.PretendedStore;
import lampas.examples.tikv.store.Profile;

/** One store of each condition, and two more that are well. */
public final class PretendedCluster implements AutoCloseable {
  private static final int MORE_HEALTHY = 2;

  private final List<PretendedStore> stores;

  private PretendedCluster(List<PretendedStore> stores) {
    this.stores = stores;
  }

  /**
   * Starts all stores.
   *
   * @param firstPort the status port of the first, the others follow; 0 for any that are free
   * @param seed the same seed makes the same stores
   * @param load a factor for commands a second
   */
  public static PretendedCluster start(
      int firstPort, long seed, double load, Clock clock, LongSupplier nanoTime) {
    Random random = new Random(seed);
    List<PretendedStore> stores = new ArrayList<>();
    PretendedCluster cluster = new PretendedCluster(stores);
    try {
      for (Condition condition : conditions()) {
        int number = stores.size();
        Profile profile = Profile.of(condition, random, load);
        int port = firstPort == 0 ? 0 : firstPort + number;
        stores.add(PretendedStore.start(number + 1, condition, profile, port, clock, nanoTime));
      }
    } catch (RuntimeException failed) {
      cluster.close();
      throw failed;
    }
    return cluster;
  }

  private static List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < MORE_HEALTHY; i++) {
      conditions.add(Condition.HEALTHY);
    }
    conditions.addAll(List.of(Condition.values()));
    return conditions;
  }

  /** The targets that a scrape configuration has if nothing was started yet. */
  static List<String> targets(int firstPort) {
    List<Condition> conditions = conditions();
    List<String> targets = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).isMember()) {
        targets.add("127.0.0.1:" + (firstPort + i));
      }
    }
    return targets;
  }

  public List<PretendedStore> stores() {
    return List.copyOf(stores);
  }

  Optional<PretendedStore> store(long id) {
    return stores.stream().filter(store -> store.id() == id).findFirst();
  }

  /** The stores of a condition. */
  public List<PretendedStore> stores(Condition condition) {
    return stores.stream().filter(store -> store.condition() == condition).toList();
  }

  @Override
  public void close() {
    stores.forEach(PretendedStore::close);
  }
}
