package lampas.promql.syntax;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import lampas.model.label.Matcher;

/**
 * What the parser has to know of matchers: whether they are legal, and whether they hold for "".
 */
final class MatcherRules {
  private MatcherRules() {}

  /** Why the matcher's regular expression is illegal; empty if it is legal or not one. */
  static Optional<String> regexError(Matcher matcher) {
    return matcher.type().isRegex() ? error(matcher.value()) : Optional.empty();
  }

  private static Optional<String> error(String expression) {
    Optional<String> excess = RegexLimits.exceededBy(expression);
    if (excess.isPresent()) {
      return excess.map(reason -> "error parsing regexp: " + reason);
    }
    try {
      Pattern.compile(expression);
      return Optional.empty();
    } catch (PatternSyntaxException malformed) {
      /* RE2/J trips over a parenthesis too many, and says so in its own terms. */
      boolean unopened = malformed.getPattern().equals("stack underflow");
      return Optional.of(
          unopened
              ? "error parsing regexp: unexpected ): `" + expression + "`"
              : "error parsing regexp: %s: `%s`"
                  .formatted(malformed.getDescription(), malformed.getPattern()));
    }
  }

  /** Whether the matcher holds for series that do not have the label. */
  static boolean matchesEmpty(Matcher matcher) {
    return switch (matcher.type()) {
      case EQUAL -> matcher.value().isEmpty();
      case NOT_EQUAL -> !matcher.value().isEmpty();
      case REGEX -> RegexScan.of(matcher.value()).matchesEmpty();
      case NOT_REGEX -> !RegexScan.of(matcher.value()).matchesEmpty();
    };
  }
}
