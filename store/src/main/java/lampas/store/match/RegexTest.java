package lampas.store.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lampas.model.label.Matcher;
import lampas.store.error.StoreException;

/**
 * The test of a regular expression: RE2, anchored at both ends, {@code .} matching newlines, as in
 * Prometheus 3; literals and wildcards are recognised and done without RE2.
 */
final class RegexTest {
  private RegexTest() {}

  static ValueTest of(Matcher matcher) {
    Optional<List<Wildcard>> simple = WildcardParser.parse(matcher.value());
    if (simple.isEmpty()) {
      return re2(matcher);
    }
    List<Wildcard> alternatives = simple.get();
    return alternatives.stream().allMatch(Wildcard::isLiteral)
        ? new ValueTest.Literals(
            alternatives.stream()
                .map(wildcard -> wildcard.literals().getFirst())
                .collect(Collectors.toUnmodifiableSet()))
        : new ValueTest.Wildcards(alternatives);
  }

  static ValueTest re2(Matcher matcher) {
    RegexLimits.exceededBy(matcher.value())
        .ifPresent(excess -> {
          throw StoreException.user(
              "matcher on " + matcher.name() + ": " + excess + " (expected: fewer)");
        });
    try {
      return new ValueTest.Regex(Pattern.compile(matcher.value(), Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw StoreException.user(
          "matcher " + matcher + ": " + e.getDescription() + " (expected: an RE2 expression)", e);
    }
  }
}
