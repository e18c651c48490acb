package lampas.client.tikv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import lampas.model.error.ErrorKind;

/**
 * Which stores there are: as PD says, or a list that was given.
 *
 * <p>Implementations are thread-safe. Calls block.
 */
@FunctionalInterface
public interface StoreDirectory {
  /**
   * All stores, tombstones too.
   *
   * @throws DirectoryException if it cannot be found out; a directory that does not answer is never
   *     an empty list
   */
  List<Store> stores();

  /**
   * The same stores, some with another status address: where Prometheus has another name for them
   * than PD.
   *
   * @param addresses status addresses by the ids of their stores; an id that this directory does
   *     not have is a {@link TikvException} when it is asked
   */
  default StoreDirectory withStatusAddresses(Map<String, String> addresses) {
    Map<String, String> given = Map.copyOf(addresses);
    return () -> {
      Set<String> unknown = new TreeSet<>(given.keySet());
      List<Store> changed = new ArrayList<>();
      for (Store store : stores()) {
        unknown.remove(store.id());
        String address = given.get(store.id());
        changed.add(address == null ? store : store.withStatusAddress(address));
      }
      if (!unknown.isEmpty()) {
        throw new TikvException(
            ErrorKind.USER,
            "store id: \"" + String.join("\", \"", unknown) + "\" (expected: one that PD knows)");
      }
      return changed;
    };
  }

  /**
   * The stores of a list.
   *
   * @throws IllegalArgumentException if there is none, or an id or a status address comes twice
   */
  static StoreDirectory of(List<Store> stores) {
    List<Store> fixed = List.copyOf(stores);
    if (fixed.isEmpty()) {
      throw new IllegalArgumentException("stores: none (expected: at least one)");
    }
    Set<String> ids = new HashSet<>();
    Set<String> addresses = new HashSet<>();
    for (Store store : fixed) {
      if (!ids.add(store.id())) {
        throw new IllegalArgumentException(
            "store id: \"" + store.id() + "\" comes twice (expected: once)");
      }
      store
          .statusAddress()
          .filter(address -> !addresses.add(address))
          .ifPresent(address -> {
            throw new IllegalArgumentException(
                "status address: \"" + address + "\" comes twice (expected: once)");
          });
    }
    return () -> fixed;
  }
}
