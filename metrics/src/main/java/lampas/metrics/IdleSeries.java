package lampas.metrics;

import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which series of a family were not recorded for a while.
 *
 * <p>Sees it from the values of one scrape and the next, so that recording costs nothing. Series
 * that have gone are held weakly: whoever still records one brings it back. Used under the lock of
 * the family's table.
 */
final class IdleSeries {
  private record Seen(double activity, long sinceMillis) {}

  private record Gone(WeakReference<Instrument> series, int hash, double activity) {}

  private final long longestMillis;
  private final Clock clock;
  private final Map<Instrument, Seen> seen = new HashMap<>();
  private final List<Gone> gone = new ArrayList<>();

  IdleSeries(Duration longest, Clock clock) {
    this.longestMillis = longest.toMillis();
    this.clock = clock;
  }

  /** The series among these that are idle now; they count as gone from here on. */
  Set<Instrument> expire(List<Instrument> series) {
    long now = clock.millis();
    Set<Instrument> expired = new HashSet<>();
    for (Instrument instrument : series) {
      double activity = instrument.activity();
      Seen before = seen.get(instrument);
      if (before == null || before.activity != activity) {
        seen.put(instrument, new Seen(activity, now));
      } else if (now - before.sinceMillis >= longestMillis) {
        seen.remove(instrument);
        expired.add(instrument);
        gone.add(new Gone(new WeakReference<>(instrument), instrument.hash, activity));
      }
    }
    return expired;
  }

  /** The series that had gone and were recorded since. */
  List<Instrument> returned() {
    List<Instrument> returned = new ArrayList<>();
    for (Iterator<Gone> each = gone.iterator(); each.hasNext(); ) {
      Gone one = each.next();
      Instrument instrument = one.series.get();
      if (instrument == null) {
        each.remove();
      } else if (instrument.activity() != one.activity) {
        each.remove();
        returned.add(instrument);
      }
    }
    return returned;
  }

  /** A series that had gone and that somebody still holds; null if there is none. */
  @Nullable Instrument takeBack(int hash, String[] values) {
    for (Iterator<Gone> each = gone.iterator(); each.hasNext(); ) {
      Gone one = each.next();
      Instrument instrument = one.hash == hash ? one.series.get() : null;
      if (instrument != null
          && instrument.family.encoded().matchesLabels(instrument.encodedLabels, values)) {
        each.remove();
        return instrument;
      }
    }
    return null;
  }

  /** Forgets series that are gone for good. */
  void forget(Instrument instrument) {
    seen.remove(instrument);
    gone.removeIf(one -> one.series.get() == instrument);
  }
}
