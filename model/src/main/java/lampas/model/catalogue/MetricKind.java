package lampas.model.catalogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a metric's values mean; the types of OpenMetrics 1.0, with {@code untyped} as UNKNOWN. */
public enum MetricKind {
  COUNTER,
  GAUGE,
  HISTOGRAM,
  GAUGE_HISTOGRAM,
  SUMMARY,
  INFO,
  STATE_SET,
  UNKNOWN;

  /** The name in OpenMetrics, for example {@code counter}, {@code stateset}. */
  public String openMetricsName() {
    return name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** The kind that a {@code # TYPE} line of OpenMetrics or of the text format 0.0.4 names. */
  public static Optional<MetricKind> of(String name) {
    if (name.equals("untyped")) {
      return Optional.of(UNKNOWN);
    }
    return Arrays.stream(values()).filter(kind -> kind.openMetricsName().equals(name)).findFirst();
  }
}
