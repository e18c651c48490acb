package lampas.store.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import lampas.model.label.Matcher;
import lampas.store.error.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexLimitsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a{1000}){2}",
        "((a{100}){100})*",
        "((x|y{0,40}z){3,}b{1}){9}",
        "(a[}]{100}){11}",
        "(?:(?:a{0,1000}){0,1000}){0,1000}",
        "(\\){101}){10}",
        "([[:alpha:]]{101}){10}",
        "(\\Q(\\E{101}){10}",
        "(\\x{61}{101}){10}"
      })
  void repetitionsThatMultiplyAreRefused(String expression) {
    assertThat(RegexLimits.exceededBy(expression))
        .isEqualTo(Optional.of("repetitions that come to more than 1000"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{1000}",
        "(a{100}){10}",
        "a{1000}b{1000}",
        "(a{500}|b{500})(c{500})",
        "x{,2000}",
        "[a{3}]{1000}",
        "\\p{Greek}{1000}",
        "\\{9999}",
        "{",
        "a{",
        "(a{9}{9}{9",
        "[]",
        ")",
        "\\"
      })
  void whatIsWithinTheLimitsPasses(String expression) {
    assertThat(RegexLimits.exceededBy(expression)).isEmpty();
  }

  @Test
  void deepNestingIsTheUsersError() {
    String deep = "(".repeat(100_000) + "[a]" + ")".repeat(100_000);
    assertThatThrownBy(() -> LabelMatcher.of(Matcher.regex("l", deep)))
        .isInstanceOf(StoreException.class)
        .hasMessage("matcher on l: groups nested deeper than 1000 (expected: fewer)");
    String allowed = "(".repeat(999) + "[a]" + ")".repeat(999);
    assertThat(LabelMatcher.of(Matcher.regex("l", allowed)).matches("a")).isTrue();
  }
}
