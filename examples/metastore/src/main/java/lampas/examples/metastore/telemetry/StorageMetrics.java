package lampas.examples.metastore.telemetry;

import java.util.EnumMap;
import java.util.Map;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;
import lampas.model.catalogue.LabelDomain;

/** How often and how long something was done to a storage. Thread-safe. */
final class StorageMetrics {
  private final Family<Counter> totals;
  private final Family<Histogram> durations;

  private StorageMetrics(Family<Counter> totals, Family<Histogram> durations) {
    this.totals = totals;
    this.durations = durations;
  }

  static StorageMetrics register(Registry registry) {
    return new StorageMetrics(
        registry.counters(Definitions.STORAGE_TOTAL),
        registry.histograms(Definitions.STORAGE_DURATION));
  }

  /** The series of an operation, which are there at 0 from now on. */
  Operation operation(String operation, String storage) {
    Map<Status, Series> series = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      String text = LabelDomain.value(status);
      series.put(
          status,
          new Series(
              totals.with(operation, storage, text), durations.with(operation, storage, text)));
    }
    return new Operation(series);
  }

  private record Series(Counter total, Histogram duration) {}

  /** One operation on one storage. */
  static final class Operation {
    private final Map<Status, Series> series;

    private Operation(Map<Status, Series> series) {
      this.series = series;
    }

    void ended(long nanos, boolean succeeded) {
      Series ended = series.get(Status.of(succeeded));
      if (ended != null) {
        ended.total().increment();
        ended.duration().observe(Definitions.seconds(nanos));
      }
    }
  }
}
