package lampas.server.scrape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lampas.model.label.Labels;
import lampas.model.series.AppendOutcome;
import lampas.model.series.SampleBatch;
import lampas.model.series.SampleSink;
import lampas.model.series.SampleValue;
import lampas.model.series.SeriesHandle;

/** Keeps samples in a map, with the rules of the sink for what is refused. Thread-safe. */
final class MemorySink implements SampleSink {
  private static final class Handle implements SeriesHandle {
    final TreeMap<Long, Double> samples = new TreeMap<>();
    boolean gone;
  }

  private record Pending(Handle series, long timeMillis, double value) {}

  private final Map<Labels, Handle> series = new LinkedHashMap<>();
  private int resolved;

  /** The samples of a series, for example {@code [1@1000, stale@2000]}. */
  synchronized String samples(String... namesAndValues) {
    List<String> texts = new ArrayList<>();
    Handle found = series.get(Labels.of(namesAndValues));
    if (found != null) {
      found.samples.forEach((time, value) -> texts.add(text(value) + "@" + time));
    }
    return texts.toString();
  }

  /** The label sets of all series that have samples, as text, sorted. */
  synchronized List<String> names() {
    return series.entrySet().stream()
        .filter(entry -> !entry.getValue().samples.isEmpty())
        .map(entry -> entry.getKey().toString())
        .sorted()
        .toList();
  }

  /** Removes all series, as retention does. */
  synchronized void removeAll() {
    series.values().forEach(handle -> handle.gone = true);
    series.clear();
  }

  /** How often a series was looked up. */
  synchronized int resolved() {
    return resolved;
  }

  @Override
  public synchronized SeriesHandle resolve(Labels labels) {
    resolved++;
    return series.computeIfAbsent(labels, key -> new Handle());
  }

  @Override
  public SampleBatch batch() {
    return new Batch();
  }

  private static String text(double value) {
    return SampleValue.isStale(value) ? "stale" : SampleValue.format(value);
  }

  private final class Batch implements SampleBatch {
    private final List<Pending> pending = new ArrayList<>();
    private boolean closed;

    @Override
    public AppendOutcome append(SeriesHandle handle, long timeMillis, double value) {
      if (closed) {
        throw new IllegalStateException("batch: closed (expected: open)");
      }
      synchronized (MemorySink.this) {
        Handle known = (Handle) handle;
        if (known.gone) {
          return AppendOutcome.GONE;
        }
        if (!known.samples.isEmpty() && known.samples.lastKey() > timeMillis) {
          return AppendOutcome.OUT_OF_ORDER;
        }
        Double same = known.samples.get(timeMillis);
        if (same != null) {
          return Double.doubleToRawLongBits(same) == Double.doubleToRawLongBits(value)
              ? AppendOutcome.REPEATED
              : AppendOutcome.DUPLICATE_TIMESTAMP;
        }
        pending.add(new Pending(known, timeMillis, value));
        return AppendOutcome.ACCEPTED;
      }
    }

    @Override
    public int commit() {
      synchronized (MemorySink.this) {
        pending.forEach(one -> one.series.samples.put(one.timeMillis, one.value));
        int count = pending.size();
        pending.clear();
        return count;
      }
    }

    @Override
    public void close() {
      closed = true;
      pending.clear();
    }
  }
}
