package lampas.client.tikv;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Stores as PD tells them, for tests. */
final class Stores {
  private Stores() {}

  static Store up(String id, String statusAddress) {
    return of(id, statusAddress, StoreState.UP, 300);
  }

  static Store of(String id, String statusAddress, StoreState state, long leaders) {
    return new Store(
        id,
        Optional.of(statusAddress.replace(":20180", ":20160")),
        Optional.of(statusAddress),
        state,
        Map.of(),
        OptionalLong.of(leaders),
        OptionalDouble.of(1),
        OptionalLong.of(900),
        Optional.empty(),
        Optional.empty());
  }

  static Store labelled(String id, String statusAddress, String key, String value) {
    Store store = up(id, statusAddress);
    return new Store(
        id,
        store.peerAddress(),
        store.statusAddress(),
        StoreState.UP,
        Map.of(key, value),
        store.leaders(),
        store.leaderWeight(),
        store.regions(),
        store.startTime(),
        store.lastHeartbeat());
  }

  static Store withoutStatusAddress(String id) {
    Store store = up(id, "unused:20180");
    return new Store(
        id,
        store.peerAddress(),
        Optional.empty(),
        StoreState.UP,
        Map.of(),
        store.leaders(),
        store.leaderWeight(),
        store.regions(),
        store.startTime(),
        store.lastHeartbeat());
  }
}
