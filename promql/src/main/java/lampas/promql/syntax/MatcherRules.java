package lampas.promql.syntax;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import lampas.model.label.Matcher;

/**
 * What the parser has to know of matchers: whether they are legal, and whether they hold for "".
 */
final class MatcherRules {
  /* RE2/J parses and simplifies recursively; Go's library stops at the same height. */
  private static final int MAXIMUM_NESTING = 1_000;

  private MatcherRules() {}

  /** Why the matcher's regular expression is illegal; empty if it is legal or not one. */
  static Optional<String> regexError(Matcher matcher) {
    if (!matcher.type().isRegex()) {
      return Optional.empty();
    }
    if (nesting(matcher.value()) > MAXIMUM_NESTING) {
      return Optional.of("error parsing regexp: expression nests too deeply");
    }
    try {
      compile(matcher.value());
      return Optional.empty();
    } catch (PatternSyntaxException malformed) {
      return Optional.of(
          "error parsing regexp: %s: `%s`"
              .formatted(malformed.getDescription(), malformed.getPattern()));
    }
  }

  /** Whether the matcher holds for series that do not have the label. */
  static boolean matchesEmpty(Matcher matcher) {
    return switch (matcher.type()) {
      case EQUAL -> matcher.value().isEmpty();
      case NOT_EQUAL -> !matcher.value().isEmpty();
      case REGEX -> compile(matcher.value()).matches("");
      case NOT_REGEX -> !compile(matcher.value()).matches("");
    };
  }

  private static Pattern compile(String expression) {
    return Pattern.compile("^(?s:" + expression + ")$");
  }

  /* At least how deep the expression nests: groups in groups, and repetitions of repetitions. */
  private static int nesting(String expression) {
    int open = 0;
    int repetitions = 0;
    int deepest = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '(') {
        open++;
      } else if (c == ')') {
        open--;
      } else if (c == '{' || c == '*' || c == '+' || c == '?') {
        repetitions++;
      } else if (c != '}' && c != ',' && !(c >= '0' && c <= '9')) {
        repetitions = 0;
      }
      deepest = Math.max(deepest, open + repetitions);
    }
    return deepest;
  }
}
