package lampas.store.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import lampas.model.label.Labels;

/**
 * Numbered series and their postings, to which series are added but from which none is taken.
 *
 * <p>One thread at a time adds; any thread reads at any time. Numbers count from 0, so that
 * postings are sorted by just appending; taking series out makes a new generation with new numbers.
 */
final class Generation<S extends IndexedSeries> {
  private static final int FIRST_CAPACITY = 16;

  private final ConcurrentHashMap<String, LabelPostings> names;
  private volatile Object[] series;
  private volatile int size;

  Generation() {
    this(new ConcurrentHashMap<>(), new Object[FIRST_CAPACITY], 0);
  }

  private Generation(ConcurrentHashMap<String, LabelPostings> names, Object[] series, int size) {
    this.names = names;
    this.series = series;
    this.size = size;
  }

  int size() {
    return size;
  }

  ConcurrentHashMap<String, LabelPostings> names() {
    return names;
  }

  @SuppressWarnings("unchecked") // only add() writes to the array
  S series(int id) {
    return (S) series[id];
  }

  /** The same labels, made of the texts that are here already where equal ones are. */
  Labels intern(Labels labels) {
    String[] pairs = new String[labels.size() * 2];
    for (int i = 0; i < labels.size(); i++) {
      LabelPostings name = name(labels.name(i));
      pairs[2 * i] = name.name();
      pairs[2 * i + 1] = name.orCreate(labels.value(i)).value();
    }
    return Labels.of(pairs);
  }

  void add(S added) {
    int id = size;
    Object[] array = series;
    if (id == array.length) {
      array = Arrays.copyOf(array, id + id / 2);
    }
    array[id] = added;
    series = array;
    added.labels().forEach((name, value) -> name(name).orCreate(value).append(id));
    size = id + 1;
  }

  /** A new generation without the series that are gone. */
  Generation<S> withoutGone() {
    int count = size;
    List<S> kept = new ArrayList<>(count);
    int[] newNumbers = new int[count];
    for (int id = 0; id < count; id++) {
      S candidate = series(id);
      newNumbers[id] = candidate.isGone() ? -1 : kept.size();
      if (newNumbers[id] >= 0) {
        kept.add(candidate);
      }
    }
    ConcurrentHashMap<String, LabelPostings> keptNames = new ConcurrentHashMap<>();
    for (LabelPostings postings : names.values()) {
      LabelPostings renumbered = postings.renumbered(newNumbers);
      if (renumbered.size() > 0) {
        keptNames.put(renumbered.name(), renumbered);
      }
    }
    Object[] array = Arrays.copyOf(kept.toArray(), Math.max(FIRST_CAPACITY, kept.size()));
    return new Generation<>(keptNames, array, kept.size());
  }

  private LabelPostings name(String name) {
    return names.computeIfAbsent(name, LabelPostings::new);
  }
}
