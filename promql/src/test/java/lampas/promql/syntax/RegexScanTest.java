package lampas.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegexScanTest {
  private static final List<String> PARTS =
      List.of(
          "a",
          "b",
          ".",
          "\\.",
          "[ab]",
          "[^a]",
          "[]a]",
          "[[:alpha:]x]",
          "\\d",
          "\\pL",
          "\\p{Greek}",
          "\\x41",
          "\\x{41}",
          "^",
          "$",
          "\\A",
          "\\z",
          "\\b",
          "\\B",
          "(",
          "(?:",
          "(?i:",
          "(?P<n>",
          "(?i)",
          ")",
          ")",
          ")",
          "|",
          "|",
          "*",
          "?",
          "+",
          "*?",
          "{2}",
          "{0}",
          "{0,2}",
          "{1,}",
          "{,3}",
          "{",
          "\\Q*\\E",
          "\\Q\\E",
          "}",
          "-");

  /* The seed is fixed and printed by the failure: the test is the same on every machine. */
  private static final long SEED = 20_260_821;

  @Test
  void theScanKnowsWhatRe2SaysOfTheEmptyText() {
    Random random = new Random(SEED);
    int legal = 0;
    for (int i = 0; i < 60_000; i++) {
      StringBuilder expression = new StringBuilder();
      for (int parts = random.nextInt(9); parts > 0; parts--) {
        expression.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      RegexScan scan = RegexScan.of(expression.toString());
      Optional<Boolean> expected = matchesEmpty(expression.toString());
      if (expected.isPresent()) {
        legal++;
        assertThat(scan.matchesEmpty())
            .as("expression %s, seed %s", expression, SEED)
            .isEqualTo(expected.get());
      }
    }
    assertThat(legal).isGreaterThan(20_000);
  }

  private static Optional<Boolean> matchesEmpty(String expression) {
    try {
      Pattern.compile(expression);
      return Optional.of(Pattern.compile("^(?s:" + expression + ")$").matches(""));
    } catch (PatternSyntaxException illegal) {
      return Optional.empty();
    }
  }

  @Test
  void sizeCountsRepetitionsWrittenOut() {
    assertThat(RegexScan.of("abc").size()).isEqualTo(3);
    assertThat(RegexScan.of("a{1000}").size()).isEqualTo(1_001);
    assertThat(RegexScan.of("(ab){100}").size()).isGreaterThan(200);
    assertThat(RegexScan.of("((a{1000}){1000}){1000}").size()).isGreaterThan(1_000_000_000);
    assertThat(RegexScan.of("a{,3}").size()).isEqualTo(5);
  }

  @Test
  void nestingCountsGroupsInGroups() {
    assertThat(RegexScan.of("(a)(b)").nesting()).isEqualTo(1);
    assertThat(RegexScan.of("((a)|(?:b(?P<x>c)))").nesting()).isEqualTo(3);
    assertThat(RegexScan.of("a{2}{3}").nesting()).isEqualTo(2);
    assertThat(RegexScan.of("[((]\\(\\Q((\\E").nesting()).isZero();
  }
}
