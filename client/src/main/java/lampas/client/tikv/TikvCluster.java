package lampas.client.tikv;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lampas.client.Backend;
import lampas.client.ClientException;
import lampas.client.Query;
import lampas.model.error.ErrorKind;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.Scalar;
import lampas.model.result.QueryResult.Vector;

/**
 * A TiKV cluster as a backend that scrapes it knows it.
 *
 * <p>A snapshot asks once for each metric, whatever the number of stores, and evaluates everything
 * at one time. A query that fails leaves its fields absent, with the reason; if all fail, the first
 * failure is thrown. Calls block, made for virtual threads; {@link AsyncTikvCluster} has the same
 * as {@code CompletionStage}. Thread-safe.
 */
public final class TikvCluster {
  private final Backend backend;
  private final StoreDirectory directory;
  private final SnapshotSettings settings;
  private final Clock clock;

  private TikvCluster(
      Backend backend, StoreDirectory directory, SnapshotSettings settings, Clock clock) {
    this.backend = backend;
    this.directory = directory;
    this.settings = settings;
    this.clock = clock;
  }

  /** A cluster with default settings. */
  public static TikvCluster of(Backend backend, StoreDirectory directory) {
    return of(backend, directory, SnapshotSettings.defaults(), Clock.systemUTC());
  }

  /**
   * A cluster.
   *
   * @param clock says at what time queries are evaluated
   */
  public static TikvCluster of(
      Backend backend, StoreDirectory directory, SnapshotSettings settings, Clock clock) {
    return new TikvCluster(backend, directory, settings, clock);
  }

  /** The answer to an expression, now. */
  public QueryAnswer instantQuery(String promql) {
    return backend.query(Query.instant(promql).at(clock.instant()));
  }

  /**
   * The only value of an expression, now; NaN stays NaN.
   *
   * @return empty, never 0, if no series has a value
   * @throws TikvException if there are several series, or what there is is no number
   */
  public OptionalDouble metricValue(String promql) {
    return switch (instantQuery(promql).result()) {
      case Scalar(long time, double value) -> OptionalDouble.of(value);
      case Vector(var samples) when samples.isEmpty() -> OptionalDouble.empty();
      case Vector(var samples)
          when samples.size() == 1 && samples.getFirst() instanceof FloatSample one ->
          OptionalDouble.of(one.value());
      case Vector(var samples) when samples.size() > 1 ->
          throw notOneValue(samples.size() + " series");
      default -> throw notOneValue("no number");
    };
  }

  private static TikvException notOneValue(String found) {
    return new TikvException(ErrorKind.USER, "value: " + found + " (expected: one value or none)");
  }

  /** What all stores do, now. */
  public ClusterSnapshot snapshot() {
    List<Store> members = new ArrayList<>();
    List<Store> leftOut = new ArrayList<>();
    for (Store store : directory.stores()) {
      boolean member = store.state() != StoreState.TOMBSTONE && !store.isOfOtherEngine();
      (member ? members : leftOut).add(store);
    }
    return snapshot(members, leftOut);
  }

  /** What one store does, now. */
  public StoreMetrics storeMetrics(Store store) {
    return snapshot(List.of(store), List.of()).stores().getFirst();
  }

  /**
   * What one store does, now.
   *
   * @param peerAddress where other stores reach it, for example {@code tikv-0:20160}; the directory
   *     knows the status address that belongs to it
   * @throws TikvException if the directory does not know the address
   */
  public StoreMetrics storeMetrics(String peerAddress) {
    return directory.stores().stream()
        .filter(store -> store.state() != StoreState.TOMBSTONE)
        .filter(store -> store.peerAddress().equals(Optional.of(peerAddress)))
        .findFirst()
        .map(this::storeMetrics)
        .orElseThrow(() ->
            new TikvException(
                ErrorKind.USER,
                "peer address: \"" + peerAddress + "\" (expected: that of a store PD knows)"));
  }

  private ClusterSnapshot snapshot(List<Store> members, List<Store> leftOut) {
    Instant time = Instant.ofEpochMilli(clock.millis());
    Map<String, Long> claims =
        members.stream()
            .flatMap(store -> store.statusAddress().stream())
            .collect(
                Collectors.groupingBy(address -> address, HashMap::new, Collectors.counting()));
    List<String> addresses =
        claims.entrySet().stream()
            .filter(claim -> claim.getValue() == 1)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    Map<SnapshotQuery, Outcome> outcomes =
        addresses.isEmpty() ? Map.of() : QueryRun.run(backend, queries(addresses, time), settings);
    requireAnAnswer(outcomes);
    SnapshotAssembly assembly = new SnapshotAssembly(outcomes, time, settings.staleAfter());
    List<StoreMetrics> stores = new ArrayList<>();
    for (Store store : members) {
      Optional<String> address = store.statusAddress();
      if (address.isEmpty()) {
        stores.add(SnapshotAssembly.withoutAddress(store, "its status address is not known"));
      } else if (!addresses.contains(address.get())) {
        stores.add(SnapshotAssembly.withoutAddress(store, "another store has its status address"));
      } else {
        stores.add(assembly.metrics(store, address.get()));
      }
    }
    return new ClusterSnapshot(time, stores, leftOut, warnings(outcomes));
  }

  private Map<SnapshotQuery, Query> queries(List<String> addresses, Instant time) {
    Selection selection = Selection.of(SnapshotQuery.INSTANCE, addresses, settings.matchers());
    Map<SnapshotQuery, Query> queries = new EnumMap<>(SnapshotQuery.class);
    for (SnapshotQuery query : SnapshotQuery.values()) {
      queries.put(
          query,
          Query.instant(query.expression(selection, settings.window()))
              .at(time)
              .withTimeout(settings.deadline()));
    }
    return queries;
  }

  private static void requireAnAnswer(Map<SnapshotQuery, Outcome> outcomes) {
    Optional<ClientException> first = Optional.empty();
    for (Outcome outcome : outcomes.values()) {
      if (!(outcome instanceof Outcome.Failed(ClientException why))) {
        return;
      }
      first = first.or(() -> Optional.of(why));
    }
    if (first.isPresent()) {
      throw first.get();
    }
  }

  private static List<String> warnings(Map<SnapshotQuery, Outcome> outcomes) {
    return outcomes.values().stream()
        .flatMap(outcome ->
            outcome instanceof Outcome.Answered(QueryAnswer answer)
                ? answer.warnings().stream()
                : Stream.empty())
        .distinct()
        .toList();
  }
}
