package lampas.metrics;

import lampas.model.catalogue.LabelDomain;

/**
 * The series of a metric with one label, one for each constant of an enum.
 *
 * <p>All are made at once, so all are exposed from the start, as 0. The label's value is the
 * constant's name in lower case. Finding one is an array access. Immutable.
 *
 * @param <E> the label's values
 * @param <T> what records a series
 */
public final class EnumSeries<E extends Enum<E>, T extends Instrument> {
  private final Instrument[] series;

  @SuppressWarnings("EnumOrdinal") // The index of an array that is not kept anywhere.
  EnumSeries(Family<T> family, Class<E> type) {
    E[] constants = type.getEnumConstants();
    series = new Instrument[constants.length];
    for (E constant : constants) {
      series[constant.ordinal()] = family.with(LabelDomain.value(constant));
    }
  }

  @SuppressWarnings({"unchecked", "EnumOrdinal"})
  public T of(E value) {
    return (T) series[value.ordinal()];
  }
}
