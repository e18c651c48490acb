package lampas.promql.engine;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import lampas.model.label.LabelNames;
import lampas.model.label.MatchType;
import lampas.model.label.Matcher;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.VectorSelector;

/**
 * The second argument of {@code info()}: which info metrics are looked at, and which of their
 * labels are added.
 *
 * @param names the matchers on the name of info metrics, {@code target_info} by default
 * @param data the matchers on other labels; if there are any, only these labels are added
 */
record InfoSelector(List<Matcher> names, List<Matcher> data) {
  private static final Matcher TARGET_INFO = Matcher.equal(LabelNames.METRIC_NAME, "target_info");
  private static final Matcher ANY_INFO = Matcher.regex(LabelNames.METRIC_NAME, ".+_info");

  static InfoSelector of(List<Expression> arguments) {
    List<Matcher> names = new ArrayList<>();
    List<Matcher> data = new ArrayList<>();
    if (arguments.size() > 1
        && Ranges.unwrap(arguments.get(1)) instanceof VectorSelector selector) {
      for (Matcher matcher : selector.matchers()) {
        (matcher.name().equals(LabelNames.METRIC_NAME) ? names : data).add(matcher);
      }
    }
    if (names.isEmpty()) {
      names.add(TARGET_INFO);
    } else if (names.stream().noneMatch(InfoSelector::isPositive)) {
      names.add(0, ANY_INFO);
    }
    return new InfoSelector(List.copyOf(names), List.copyOf(data));
  }

  private static boolean isPositive(Matcher matcher) {
    return matcher.type() == MatchType.EQUAL || matcher.type() == MatchType.REGEX;
  }

  /** Whether a metric of this name is an info metric itself, which gets no labels. */
  boolean isInfo(String name) {
    return names.stream().allMatch(matcher -> matches(matcher, name));
  }

  /** Whether a label of info series is one to add. */
  boolean adds(String label) {
    return !label.equals(LabelNames.METRIC_NAME)
        && (data.isEmpty() || data.stream().anyMatch(matcher -> matcher.name().equals(label)));
  }

  /** Whether series without any info series stay in the result. */
  boolean keepsUnmatched() {
    return data.stream().allMatch(matcher -> matches(matcher, ""));
  }

  /** All conditions on info series. */
  List<Matcher> matchers() {
    List<Matcher> all = new ArrayList<>(names);
    all.addAll(data);
    return all;
  }

  private static boolean matches(Matcher matcher, String value) {
    return switch (matcher.type()) {
      case EQUAL -> matcher.value().equals(value);
      case NOT_EQUAL -> !matcher.value().equals(value);
      case REGEX -> pattern(matcher).matches(value);
      case NOT_REGEX -> !pattern(matcher).matches(value);
    };
  }

  private static Pattern pattern(Matcher matcher) {
    return Pattern.compile("^(?s:" + matcher.value() + ")$");
  }
}
