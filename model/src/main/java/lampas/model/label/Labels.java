package lampas.model.label;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * An immutable set of label names and values, sorted by name; the identity of a series.
 *
 * <p>A label with an empty value is the same as no label and is left out. Names are unique. Any
 * non-empty text may be a name. Thread-safe.
 */
public final class Labels implements Comparable<Labels> {
  private static final Labels EMPTY = new Labels(new String[0]);

  /* name, value, name, value, … in one array: half the objects of a list of pairs, and the loops
  below touch one cache line after the other. */
  private final String[] pairs;
  private final int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  /** No labels. */
  public static Labels empty() {
    return EMPTY;
  }

  /**
   * Labels from name, value, name, value, …, in any order.
   *
   * @throws IllegalArgumentException if the count is odd, a name is empty or a name comes twice
   */
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "labels: " + namesAndValues.length + " texts (expected: name, value, name, value, …)");
    }
    if (isSorted(namesAndValues)) {
      return namesAndValues.length == 0 ? EMPTY : new Labels(namesAndValues.clone());
    }
    Builder builder = builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      builder.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build();
  }

  /* As they come from wherever labels are kept: decoding vectors spends its time here. */
  private static boolean isSorted(String[] pairs) {
    String previous = "";
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1].isEmpty() || pairs[i].compareTo(previous) <= 0) {
        return false;
      }
      previous = pairs[i];
    }
    return true;
  }

  /** Labels from a map of name to value. */
  public static Labels of(Map<String, String> labels) {
    Builder builder = builder();
    labels.forEach(builder::add);
    return builder.build();
  }

  public static Builder builder() {
    return new Builder();
  }

  public int size() {
    return pairs.length / 2;
  }

  public boolean isEmpty() {
    return pairs.length == 0;
  }

  /** The name at a position, 0 to {@link #size()} - 1, in sorted order. */
  public String name(int index) {
    return pairs[2 * index];
  }

  /** The value at a position, 0 to {@link #size()} - 1, in the order of names. */
  public String value(int index) {
    return pairs[2 * index + 1];
  }

  /** The value of a label, if there is one. */
  public Optional<String> value(String name) {
    int index = indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(pairs[index + 1]);
  }

  /** The value of a label; empty text if there is none, as matchers see it. */
  public String valueOrEmpty(String name) {
    int index = indexOf(name);
    return index < 0 ? "" : pairs[index + 1];
  }

  /** Whether a label of this name is there. */
  public boolean has(String name) {
    return indexOf(name) >= 0;
  }

  /** The value of {@code __name__}; empty text if there is none. */
  public String metricName() {
    return valueOrEmpty(LabelNames.METRIC_NAME);
  }

  /** These labels with one set to a value; an empty value removes it. */
  public Labels with(String name, String value) {
    return builder().addAll(this).set(name, value).build();
  }

  /** These labels without the named ones. */
  public Labels without(Collection<String> names) {
    return filter(names, false);
  }

  /** These labels without the named one. */
  public Labels without(String name) {
    return indexOf(name) < 0 ? this : filter(List.of(name), false);
  }

  /** The named ones of these labels. */
  public Labels only(Collection<String> names) {
    return filter(names, true);
  }

  public void forEach(BiConsumer<? super String, ? super String> action) {
    for (int i = 0; i < pairs.length; i += 2) {
      action.accept(pairs[i], pairs[i + 1]);
    }
  }

  /** A new map of name to value, in the order of names. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    forEach(map::put);
    return map;
  }

  /** Orders by names and values from the first to the last; a prefix comes first. */
  @Override
  public int compareTo(Labels other) {
    int common = Math.min(pairs.length, other.pairs.length);
    for (int i = 0; i < common; i++) {
      int order = pairs[i].compareTo(other.pairs[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(pairs.length, other.pairs.length);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Labels labels
            && hash == labels.hash
            && Arrays.equals(pairs, labels.pairs));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** In PromQL notation: {@code name{label="value", …}}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    String metricName = metricName();
    boolean bareName = LabelNames.isLegacyMetricName(metricName);
    if (bareName) {
      out.append(metricName);
    }
    List<String> parts = new ArrayList<>();
    if (!bareName && !metricName.isEmpty()) {
      parts.add(LabelText.quote(metricName));
    }
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i].equals(LabelNames.METRIC_NAME)) {
        parts.add(LabelNames.quoteUnlessLegacy(pairs[i]) + "=" + LabelText.quote(pairs[i + 1]));
      }
    }
    if (!parts.isEmpty() || !bareName) {
      out.append('{').append(String.join(", ", parts)).append('}');
    }
    return out.toString();
  }

  private Labels filter(Collection<String> names, boolean keep) {
    String[] kept = new String[pairs.length];
    int length = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      if (names.contains(pairs[i]) == keep) {
        kept[length++] = pairs[i];
        kept[length++] = pairs[i + 1];
      }
    }
    if (length == pairs.length) {
      return this;
    }
    return length == 0 ? EMPTY : new Labels(Arrays.copyOf(kept, length));
  }

  /* Linear: label sets are short, and a scan of ten short strings beats a binary search. */
  private int indexOf(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Collects labels in any order. Not thread-safe. */
  public static final class Builder {
    private record Pair(String name, String value) {}

    private final List<Pair> pairs = new ArrayList<>();

    private Builder() {}

    /**
     * Adds a label that is not there yet.
     *
     * @throws IllegalArgumentException at {@link #build()} if the name comes twice
     */
    public Builder add(String name, String value) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("label name: empty (expected: a label name)");
      }
      pairs.add(new Pair(name, value));
      return this;
    }

    public Builder addAll(Labels labels) {
      labels.forEach(this::add);
      return this;
    }

    /** Adds a label, replacing one of the same name. */
    public Builder set(String name, String value) {
      pairs.removeIf(pair -> pair.name.equals(name));
      return add(name, value);
    }

    public Labels build() {
      pairs.sort(Comparator.comparing(Pair::name));
      String[] sorted = new String[pairs.size() * 2];
      int length = 0;
      String previous = "";
      for (Pair pair : pairs) {
        if (pair.name.equals(previous)) {
          throw new IllegalArgumentException(
              "label name: " + LabelText.quote(pair.name) + " comes twice (expected: once)");
        }
        previous = pair.name;
        if (!pair.value.isEmpty()) {
          sorted[length++] = pair.name;
          sorted[length++] = pair.value;
        }
      }
      return length == 0
          ? EMPTY
          : new Labels(length == sorted.length ? sorted : Arrays.copyOf(sorted, length));
    }
  }
}
