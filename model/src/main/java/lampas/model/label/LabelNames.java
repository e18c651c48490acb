package lampas.model.label;

/**
 * Which names are legal, and the names that have a meaning of their own.
 *
 * <p>Source: the data model of Prometheus. "Legacy" names are the ones that need no quotes in
 * PromQL and in the exposition formats; since Prometheus 3 any UTF-8 text may be a name.
 */
public final class LabelNames {
  /** The label that holds the metric's name. */
  public static final String METRIC_NAME = "__name__";

  /** The label that may hold the metric's type; it goes where the metric's name goes. */
  public static final String METRIC_TYPE = "__type__";

  /** The label that may hold the metric's unit; it goes where the metric's name goes. */
  public static final String METRIC_UNIT = "__unit__";

  /** The upper bound of a classic histogram's bucket. */
  public static final String BUCKET_BOUND = "le";

  /** The quantile of a summary's series. */
  public static final String QUANTILE = "quantile";

  private LabelNames() {}

  /** Whether the text is {@code [a-zA-Z_][a-zA-Z0-9_]*}. */
  public static boolean isLegacyLabelName(String name) {
    return isLegacy(name, false);
  }

  /** Whether the text is {@code [a-zA-Z_:][a-zA-Z0-9_:]*}. */
  public static boolean isLegacyMetricName(String name) {
    return isLegacy(name, true);
  }

  static String quoteUnlessLegacy(String name) {
    return isLegacyLabelName(name) ? name : LabelText.quote(name);
  }

  private static boolean isLegacy(String name, boolean colonAllowed) {
    if (name.isEmpty()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean digit = c >= '0' && c <= '9' && i > 0;
      if (!letter && !digit && !(colonAllowed && c == ':')) {
        return false;
      }
    }
    return true;
  }
}
