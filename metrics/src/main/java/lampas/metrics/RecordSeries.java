package lampas.metrics;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import lampas.metrics.exposition.EncodedFamily;
import lampas.model.error.ErrorKind;

/**
 * The series of a metric whose labels are the components of a record, enums or booleans.
 *
 * <p>The labels are those of the definition, in its order: a component {@code statusClass} is the
 * label {@code status_class}. A series is made when it is first asked for, and found by an index
 * that is computed from the components, without text. Thread-safe.
 *
 * @param <R> a value for each label
 * @param <T> what records a series
 */
public final class RecordSeries<R extends Record, T extends Instrument> {
  /* Enough for four labels of 20 values; beyond that the labels are not that closed. */
  private static final int MOST = 1 << 18;

  private final Family<T> family;
  private final List<LabelComponent> components;
  private final AtomicReferenceArray<T> series;

  private RecordSeries(Family<T> family, List<LabelComponent> components, int size) {
    this.family = family;
    this.components = components;
    this.series = new AtomicReferenceArray<>(size);
  }

  static <R extends Record, T extends Instrument> RecordSeries<R, T> of(
      Family<T> family, Class<R> type) {
    List<LabelComponent> components = new ArrayList<>();
    long size = 1;
    for (RecordComponent component : type.getRecordComponents()) {
      LabelComponent label = LabelComponent.of(component);
      components.add(label);
      size *= label.size();
      if (size > MOST) {
        throw wrong(type, "more than " + MOST + " combinations", "fewer");
      }
    }
    List<String> expected = EncodedFamily.labelNames(family.definition());
    List<String> given = components.stream().map(LabelComponent::name).toList();
    if (!given.equals(expected)) {
      throw wrong(type, "labels " + given, expected + ", those of " + family.definition().name());
    }
    return new RecordSeries<>(family, components, (int) size);
  }

  public T of(R labels) {
    int index = 0;
    for (int i = 0; i < components.size(); i++) {
      index = components.get(i).index(labels, index);
    }
    T known = series.getAcquire(index);
    return known != null ? known : make(labels, index);
  }

  private T make(R labels, int index) {
    T made = family.with(components.stream().map(c -> c.value(labels)).toArray(String[]::new));
    series.setRelease(index, made);
    return made;
  }

  private static MetricsException wrong(Class<?> type, String what, String expected) {
    return new MetricsException(
        ErrorKind.USER, type.getSimpleName() + ": " + what + " (expected: " + expected + ")");
  }
}
