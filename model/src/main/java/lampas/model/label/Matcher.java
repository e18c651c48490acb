package lampas.model.label;

import java.util.Objects;

/**
 * A condition on the value of one label; a label that a series does not have counts as empty.
 *
 * <p>A matcher is data. Who evaluates it compiles a regular expression as RE2, anchored at both
 * ends, with {@code .} matching newlines, as Prometheus 3 does.
 *
 * @param type how the value is compared
 * @param name the label's name, {@code __name__} for the metric's name
 * @param value the value or the regular expression
 */
public record Matcher(MatchType type, String name, String value) {
  public Matcher {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(value, "value");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("matcher label name: empty (expected: a label name)");
    }
  }

  public static Matcher equal(String name, String value) {
    return new Matcher(MatchType.EQUAL, name, value);
  }

  public static Matcher notEqual(String name, String value) {
    return new Matcher(MatchType.NOT_EQUAL, name, value);
  }

  public static Matcher regex(String name, String expression) {
    return new Matcher(MatchType.REGEX, name, expression);
  }

  public static Matcher notRegex(String name, String expression) {
    return new Matcher(MatchType.NOT_REGEX, name, expression);
  }

  /** The matcher in PromQL notation, for example {@code code=~"5.."}. */
  @Override
  public String toString() {
    return LabelNames.quoteUnlessLegacy(name) + type.symbol() + LabelText.quote(value);
  }
}
