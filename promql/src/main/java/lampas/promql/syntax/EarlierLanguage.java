package lampas.promql.syntax;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What PromQL lacked in Prometheus 2.42, and what it had that is gone.
 *
 * <p>Source: the function reference and the grammar of Prometheus 2.42.
 */
final class EarlierLanguage {
  private static final Set<TokenKind> LATER_KEYWORDS =
      EnumSet.of(
          TokenKind.FILL,
          TokenKind.FILL_LEFT,
          TokenKind.FILL_RIGHT,
          TokenKind.ANCHORED,
          TokenKind.SMOOTHED,
          TokenKind.STEP,
          TokenKind.RANGE,
          TokenKind.MAX_OF,
          TokenKind.MIN_OF);

  private static final Set<String> LATER_FUNCTIONS =
      Set.of(
          "first_over_time",
          "histogram_avg",
          "histogram_quantiles",
          "histogram_stddev",
          "histogram_stdvar");

  private static final Function HOLT_WINTERS =
      new Function(
          "holt_winters",
          List.of(ValueType.RANGE_VECTOR, ValueType.SCALAR, ValueType.SCALAR),
          3,
          3,
          ValueType.INSTANT_VECTOR,
          false,
          "A smoothed value; the factors weigh old against new, and the trend.");

  private EarlierLanguage() {}

  /** Whether a word was more than a mere name. */
  static boolean isKeyword(TokenKind kind, String word) {
    return kind == TokenKind.AGGREGATOR
        ? Aggregator.find(word.toLowerCase(Locale.ROOT))
            .filter(found -> !found.isExperimental())
            .isPresent()
        : !LATER_KEYWORDS.contains(kind);
  }

  /** The function of this name; what is experimental today did not exist. */
  static Optional<Function> function(String name) {
    return name.equals(HOLT_WINTERS.name())
        ? Optional.of(HOLT_WINTERS)
        : Functions.find(name)
            .filter(found -> !found.experimental() && !LATER_FUNCTIONS.contains(name));
  }
}
