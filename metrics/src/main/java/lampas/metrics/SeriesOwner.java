package lampas.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lampas.model.error.ErrorKind;

/**
 * Something whose series shall disappear with it: a connection, a tenant, a job.
 *
 * <p>A series that several owners have is there until the last of them is closed. Thread-safe.
 */
public final class SeriesOwner implements AutoCloseable {
  private final Map<Instrument, Integer> owners;
  private final List<Instrument> owned = new ArrayList<>();
  private boolean closed;

  /** An owner that shares the count of owners with others of its registry. */
  SeriesOwner(Map<Instrument, Integer> owners) {
    this.owners = owners;
  }

  /**
   * Makes a series disappear when this owner is closed.
   *
   * @return the series
   * @throws MetricsException USER if this owner is closed
   */
  public <T extends Instrument> T own(T series) {
    synchronized (owners) {
      if (closed) {
        throw new MetricsException(
            ErrorKind.USER, series + ": its owner is closed (expected: an open one)");
      }
      if (owned.stream().noneMatch(known -> known == series)) {
        owned.add(series);
        owners.merge(series, 1, Integer::sum);
      }
      return series;
    }
  }

  /** Takes out the series that no other owner has; idempotent. */
  @Override
  public void close() {
    Map<Family<?>, List<Instrument>> gone = new HashMap<>();
    synchronized (owners) {
      closed = true;
      for (Instrument series : owned) {
        if (owners.merge(series, -1, Integer::sum) == 0) {
          owners.remove(series);
          gone.computeIfAbsent(series.family, family -> new ArrayList<>()).add(series);
        }
      }
      owned.clear();
      gone.forEach((family, series) -> family.remove(series));
    }
  }
}
