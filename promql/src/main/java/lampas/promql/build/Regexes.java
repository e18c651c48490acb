package lampas.promql.build;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import lampas.promql.syntax.RegexLimits;
import lampas.promql.syntax.StringText;

/** Regular expressions of matchers: RE2, anchored at both ends. */
final class Regexes {
  private Regexes() {}

  /** The compiled expression. */
  static Pattern check(String what, String expression) {
    Names.text(what, expression);
    Optional<String> excess = RegexLimits.exceededBy(expression);
    if (excess.isPresent()) {
      throw new BuildException(what + ": " + excess.get() + " (expected: a smaller one)");
    }
    try {
      /* By itself first: "a)(b" would be well formed within a group. */
      Pattern.compile(expression);
      return Pattern.compile("^(?s:" + expression + ")$");
    } catch (PatternSyntaxException malformed) {
      throw new BuildException(
          "%s: regular expression %s, %s (expected: RE2 syntax)"
              .formatted(what, StringText.quote(expression), malformed.getDescription()));
    }
  }

  /** The expression that matches these texts and no others. */
  static String anyOf(Collection<String> literals) {
    return literals.stream().map(Pattern::quote).collect(Collectors.joining("|"));
  }

  static String startingWith(String literal) {
    return Pattern.quote(literal) + ".*";
  }
}
