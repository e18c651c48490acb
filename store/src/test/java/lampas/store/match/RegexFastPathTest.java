package lampas.store.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import lampas.model.label.Matcher;
import lampas.store.error.StoreException;
import org.junit.jupiter.api.Test;

/** What is done without RE2 gives the same answers as RE2. */
class RegexFastPathTest {
  private static final String[] PIECES = {
    "a", "b", "ab", "ba", "\\.", "-", "\n", "ä", ".*", ".+", ".*", "|", "|", "(", ")", "(?:", ".",
    "?", "*", "[ab]", "\\d", "^", "$", "😀", "\\|", "\\\\", "\\_"
  };
  private static final String[] TEXTS = {"a", "b", "ab", ".", "-", "\n", "ä", "😀", "|", "\\", "_"};

  @Test
  void randomExpressionsAnswerLikeRe2() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int fast = 0;
    int matched = 0;
    for (int round = 0; round < 60_000; round++) {
      String expression = concatenation(random, PIECES, 8);
      Matcher matcher = Matcher.regex("l", random.nextBoolean() ? expression : group(expression));
      if (WildcardParser.parse(matcher.value()).isEmpty()) {
        continue;
      }
      fast++;
      ValueTest slow;
      try {
        slow = RegexTest.re2(matcher);
      } catch (StoreException e) {
        throw new AssertionError("seed " + seed + ": taken, but illegal", e);
      }
      ValueTest test = RegexTest.of(matcher);
      for (int i = 0; i < 20; i++) {
        String value = concatenation(random, TEXTS, 6);
        boolean expected = slow.passes(value);
        matched += expected ? 1 : 0;
        assertThat(test.passes(value))
            .as("seed %d: %s on \"%s\"", seed, matcher, value)
            .isEqualTo(expected);
      }
    }
    assertThat(fast).as("expressions done without RE2").isGreaterThan(5_000);
    assertThat(matched).as("values that matched").isGreaterThan(10_000);
  }

  private static String group(String expression) {
    return "(" + expression + ")";
  }

  private static String concatenation(Random random, String[] parts, int most) {
    StringBuilder out = new StringBuilder();
    for (int n = random.nextInt(most); n > 0; n--) {
      out.append(parts[random.nextInt(parts.length)]);
    }
    return out.toString();
  }
}
