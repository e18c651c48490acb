package lampas.client.template;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.stream.Collectors;
import lampas.model.label.Matcher;

/**
 * A condition on one label. Values are values: whatever they hold, they are never syntax.
 *
 * <p>A filter is data; the preset that it is given to checks it.
 */
public sealed interface LabelFilter {
  /** The label's name. */
  String label();

  /** The label has this value; an empty value means that it is absent. */
  record Is(String label, String value) implements LabelFilter {}

  /** The label has another value, or is absent. */
  record IsNot(String label, String value) implements LabelFilter {}

  /** The label has one of these values, which are literal. */
  record AnyOf(String label, List<String> values) implements LabelFilter {
    public AnyOf {
      values = List.copyOf(values);
    }
  }

  /** The label has none of these values, which are literal. */
  record NoneOf(String label, List<String> values) implements LabelFilter {
    public NoneOf {
      values = List.copyOf(values);
    }
  }

  /** The whole value matches an RE2 expression. */
  record Matches(String label, String expression) implements LabelFilter {}

  /** The whole value does not match an RE2 expression. */
  record MatchesNot(String label, String expression) implements LabelFilter {}

  /**
   * The filter of a text such as {@code method=GET}, {@code code!=OK}, {@code code=~5..} or {@code
   * path!~/internal/.*}. The value goes from the operator to the end of the text, without quotes.
   *
   * <p>For texts that people write, such as arguments of a command. A program that has a value from
   * elsewhere makes the record: {@code "key=" + value} is another filter if the value begins with
   * {@code ~}.
   *
   * @throws TemplateException if there is no operator
   */
  static LabelFilter parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (c == '=') {
        return next == '~'
            ? new Matches(text.substring(0, i), text.substring(i + 2))
            : new Is(text.substring(0, i), text.substring(i + 1));
      }
      if (c == '!' && (next == '=' || next == '~')) {
        String value = text.substring(i + 2);
        return next == '='
            ? new IsNot(text.substring(0, i), value)
            : new MatchesNot(text.substring(0, i), value);
      }
    }
    throw TemplateException.of(
        List.of(
            "label filter: "
                + TextPlace.quote(text)
                + " (expected: label=value, label!=value, label=~regex or label!~regex)"));
  }

  /** The same as a matcher; literal values of {@link AnyOf} and {@link NoneOf} are quoted. */
  default Matcher matcher() {
    return switch (this) {
      case Is(String label, String value) -> Matcher.equal(label, value);
      case IsNot(String label, String value) -> Matcher.notEqual(label, value);
      case AnyOf(String label, List<String> values) -> Matcher.regex(label, alternatives(values));
      case NoneOf(String label, List<String> values) ->
          Matcher.notRegex(label, alternatives(values));
      case Matches(String label, String expression) -> Matcher.regex(label, expression);
      case MatchesNot(String label, String expression) -> Matcher.notRegex(label, expression);
    };
  }

  private static String alternatives(List<String> values) {
    return values.stream().map(Pattern::quote).collect(Collectors.joining("|"));
  }
}
