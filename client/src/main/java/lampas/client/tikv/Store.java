package lampas.client.tikv;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A store of the cluster and where it is.
 *
 * @param id PD's number of it
 * @param peerAddress where other stores and clients reach it, for example {@code tikv-0:20160}
 * @param statusAddress what Prometheus scrapes and puts in {@code instance}, for example {@code
 *     tikv-0:20180}; empty if it is not known, and never guessed
 * @param state what PD thinks of it
 * @param labels its labels in PD, for example {@code zone} and {@code engine}
 * @param leaders how many regions it leads
 * @param leaderWeight PD's weight for leaders: a store of weight 2 gets twice as many
 * @param regions how many regions have a replica on it
 * @param startTime when its process started
 * @param lastHeartbeat when PD heard of it last
 */
public record Store(
    String id,
    Optional<String> peerAddress,
    Optional<String> statusAddress,
    StoreState state,
    Map<String, String> labels,
    OptionalLong leaders,
    OptionalDouble leaderWeight,
    OptionalLong regions,
    Optional<Instant> startTime,
    Optional<Instant> lastHeartbeat) {
  /* Source: the engine label that TiFlash gives itself; its pages have no metrics of these names. */
  private static final String ENGINE = "engine";

  public Store {
    requireText("store id", id);
    peerAddress.ifPresent(address -> requireText("peer address", address));
    statusAddress.ifPresent(address -> requireText("status address", address));
    Objects.requireNonNull(state, "state");
    labels = Map.copyOf(labels);
    Objects.requireNonNull(leaders, "leaders");
    Objects.requireNonNull(leaderWeight, "leader weight");
    Objects.requireNonNull(regions, "regions");
    Objects.requireNonNull(startTime, "start time");
    Objects.requireNonNull(lastHeartbeat, "last heartbeat");
  }

  /** A store whose status address is given, without PD: its state is {@code UNKNOWN}. */
  public static Store at(String id, String statusAddress) {
    return new Store(
        id,
        Optional.empty(),
        Optional.of(statusAddress),
        StoreState.UNKNOWN,
        Map.of(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same store at another status address. */
  public Store withStatusAddress(String address) {
    return new Store(
        id,
        peerAddress,
        Optional.of(address),
        state,
        labels,
        leaders,
        leaderWeight,
        regions,
        startTime,
        lastHeartbeat);
  }

  /** Whether it is of another engine, such as TiFlash, which has other metrics. */
  public boolean isOfOtherEngine() {
    String engine = labels.getOrDefault(ENGINE, "tikv");
    return !engine.equals("tikv");
  }

  private static void requireText(String what, String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(what + ": empty (expected: a text)");
    }
  }
}
