package lampas.store.index;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The values of one label name, and the series that have each. */
final class LabelPostings {
  /* Kept for the same reason as the value in Postings. */
  private final String name;
  private final ConcurrentHashMap<String, Postings> values = new ConcurrentHashMap<>(2);

  LabelPostings(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  int size() {
    return values.size();
  }

  Collection<Postings> values() {
    return values.values();
  }

  /** Calls the action with the series of a value, if there are any. */
  void ifPresent(String value, Consumer<Postings> action) {
    Postings postings = values.get(value);
    if (postings != null) {
      action.accept(postings);
    }
  }

  Postings orCreate(String value) {
    return values.computeIfAbsent(value, Postings::new);
  }

  LabelPostings renumbered(int[] newNumbers) {
    LabelPostings copy = new LabelPostings(name);
    for (Postings postings : values.values()) {
      Postings renumbered = postings.renumbered(newNumbers);
      if (!renumbered.isEmpty()) {
        copy.values.put(renumbered.value(), renumbered);
      }
    }
    return copy;
  }
}
