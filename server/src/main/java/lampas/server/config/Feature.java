package lampas.server.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A part of PromQL that is off unless it is asked for, under the name that it has in Prometheus's
 * {@code --enable-feature}.
 */
public enum Feature {
  /** Functions and aggregators that the reference marks as experimental. */
  EXPERIMENTAL_FUNCTIONS("promql-experimental-functions"),
  /** {@code anchored} and {@code smoothed}. */
  EXTENDED_RANGE_SELECTORS("promql-extended-range-selectors"),
  /** {@code fill}, {@code fill_left} and {@code fill_right}. */
  FILL_MODIFIERS("promql-binop-fill-modifiers"),
  /** Metric names go when the whole query is done. */
  DELAYED_NAME_REMOVAL("promql-delayed-name-removal"),
  /** {@code rate} tells counters by their label {@code __type__}. */
  TYPE_AND_UNIT_LABELS("type-and-unit-labels");

  /* What stands for no feature at all. */
  private static final String NONE = "none";

  private final String text;

  Feature(String text) {
    this.text = text;
  }

  /** The name in Prometheus. */
  public String text() {
    return text;
  }

  /** All names, in order, separated by commas. */
  static String names() {
    return Arrays.stream(values()).map(Feature::text).collect(Collectors.joining(", "));
  }

  /**
   * The features of a list that commas separate.
   *
   * @throws IllegalArgumentException if one of them is unknown
   */
  static Set<Feature> parse(String list) {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    if (!list.equals(NONE)) {
      for (String name : list.split(",", -1)) {
        features.add(find(name.strip()));
      }
    }
    return features;
  }

  private static Feature find(String name) {
    return Arrays.stream(values())
        .filter(feature -> feature.text.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no feature " + name));
  }
}
