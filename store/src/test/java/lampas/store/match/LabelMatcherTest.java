package lampas.store.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import lampas.model.error.ErrorKind;
import lampas.model.label.Matcher;
import lampas.store.error.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMatcherTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      nullValues = "-",
      value = {
        "=~ a b false",
        "=~ a a true",
        "=~ a aa false",
        "=~ a|b b true",
        "=~ a|b ab false",
        "=~ .* '' true",
        "=~ .+ '' false",
        "=~ .+ x true",
        "=~ a.* a true",
        "=~ a.+ a false",
        "=~ .*b ab true",
        "=~ .*b ba false",
        "=~ .*b.* aba true",
        "=~ a.*b.+c abbc true",
        "=~ a.*b.+c abc false",
        "=~ (a|b) a true",
        "=~ (?:a|b) b true",
        "=~ a| '' true",
        "=~ a\\.b a.b true",
        "=~ a\\.b axb false",
        "=~ [ab]+ abba true",
        "=~ (?i)A a true",
        "=~ 5.. 503 true",
        "=~ 5.. 5033 false",
        "=~ ^a$ a true",
        "=~ aba.*ba aba false",
        "!~ a b true",
        "!~ .+ '' true",
        "!~ .* x false",
        "= a a true",
        "!= a a false",
        "!= a '' true",
        "= '' '' true",
        "= '' x false"
      })
  void matchesAsPrometheusDoes(String operator, String pattern, String value, boolean expected) {
    assertThat(LabelMatcher.of(matcher(operator, pattern)).matches(value)).isEqualTo(expected);
  }

  @Test
  void aDotMatchesANewline() {
    for (String expression : new String[] {"a.b", "a.*b", "a.+b", "(a).b"}) {
      assertThat(LabelMatcher.of(Matcher.regex("l", expression)).matches("a\nb"))
          .as(expression)
          .isTrue();
    }
  }

  @Test
  void alternativesOfLiteralsAreListed() {
    assertThat(LabelMatcher.of(Matcher.regex("l", "GET|POST|a\\.b")).valuesToldFromAbsent())
        .isEqualTo(Optional.of(Set.of("GET", "POST", "a.b")));
    assertThat(LabelMatcher.of(Matcher.notEqual("l", "x")).valuesToldFromAbsent())
        .isEqualTo(Optional.of(Set.of("x")));
  }

  @Test
  void whatAlsoMatchesAnAbsentLabelIsNotListed() {
    LabelMatcher matcher = LabelMatcher.of(Matcher.regex("l", "a|"));
    assertThat(matcher.valuesToldFromAbsent()).isEmpty();
    assertThat(matcher.matchesAbsent()).isTrue();
    assertThat(matcher.tellsFromAbsent("a")).isFalse();
    assertThat(matcher.tellsFromAbsent("b")).isTrue();
  }

  @Test
  void anIllegalExpressionIsTheUsersError() {
    assertThatThrownBy(() -> LabelMatcher.of(Matcher.regex("code", "5(")))
        .isInstanceOf(StoreException.class)
        .hasMessage("matcher code=~\"5(\": missing closing )" + " (expected: an RE2 expression)")
        .satisfies(e -> assertThat(((StoreException) e).kind()).isEqualTo(ErrorKind.USER));
    for (String expression : new String[] {"*a", "a**", ".**", "a\\", "[", "(?<n", "a{2,1}"}) {
      assertThatThrownBy(() -> LabelMatcher.of(Matcher.regex("l", expression)))
          .as(expression)
          .isInstanceOf(StoreException.class);
    }
  }

  private static Matcher matcher(String operator, String value) {
    return switch (operator) {
      case "=" -> Matcher.equal("l", value);
      case "!=" -> Matcher.notEqual("l", value);
      case "=~" -> Matcher.regex("l", value);
      case "!~" -> Matcher.notRegex("l", value);
      default -> throw new IllegalArgumentException(operator);
    };
  }
}
