package lampas.client.tikv;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one store does, at one time; each field is a value or says why it has none.
 *
 * @param store which one
 * @param readings every field
 */
public record StoreMetrics(Store store, Map<StoreField, Reading> readings) {
  public StoreMetrics {
    EnumMap<StoreField, Reading> copy = new EnumMap<>(StoreField.class);
    copy.putAll(readings);
    for (StoreField field : StoreField.values()) {
      if (!copy.containsKey(field)) {
        throw new IllegalArgumentException(
            field.text() + ": missing (expected: a value or an absence)");
      }
    }
    readings = Collections.unmodifiableMap(copy);
  }

  public String storeId() {
    return store.id();
  }

  public Reading reading(StoreField field) {
    Reading reading = readings.get(field);
    if (reading == null) {
      throw new IllegalStateException(field.text() + ": missing");
    }
    return reading;
  }

  /** Whether the last scrape succeeded: 1 or 0. */
  public Reading up() {
    return reading(StoreField.UP);
  }

  public Reading sampleAgeSeconds() {
    return reading(StoreField.SAMPLE_AGE);
  }

  /** Storage commands a second. */
  public Reading qps() {
    return reading(StoreField.QPS);
  }

  public Reading latencyP99Millis() {
    return reading(StoreField.LATENCY_P99);
  }

  public Reading diskUsedBytes() {
    return reading(StoreField.DISK_USED);
  }

  public Reading diskCapacityBytes() {
    return reading(StoreField.DISK_CAPACITY);
  }

  public Reading diskAvailableBytes() {
    return reading(StoreField.DISK_AVAILABLE);
  }

  public Reading cpuCores() {
    return reading(StoreField.CPU);
  }

  /** The 99th percentile of the lag that the store's regions report. */
  public Reading raftLogLagEntries() {
    return reading(StoreField.RAFT_LOG_LAG);
  }

  public Reading raftCommitP99Millis() {
    return reading(StoreField.RAFT_COMMIT_P99);
  }

  public Reading leaders() {
    return reading(StoreField.LEADERS);
  }

  public Reading regions() {
    return reading(StoreField.REGIONS);
  }

  /**
   * How full the disk is, 0 to 1: what is not available of the capacity.
   *
   * <p>Absent, with the reason, if either is. What is used is no measure: the store cannot use what
   * other files on its disk take.
   */
  public Reading diskFullness() {
    return switch (diskCapacityBytes()) {
      case Reading.Absent absent -> absent;
      case Reading.Value(double capacity) ->
          switch (diskAvailableBytes()) {
            case Reading.Absent absent -> absent;
            case Reading.Value(double available) ->
                Reading.of(capacity > 0 ? 1 - available / capacity : Double.NaN);
          };
    };
  }
}
