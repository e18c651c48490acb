package lampas.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged texts give an expression that prints and reads back, or a located error: no third. */
class FuzzTest {
  private static final int ROUNDS = 40_000;
  private static final String CHARACTERS =
      "abxyz_019.:,;()[]{}<>=!~+-*/%^@#\"'`\\ \n\t$&|?é🔥\u0000\uFFFF\uD800\uDC00";
  private static final List<String> WORDS =
      List.of(
          " offset ",
          " by ",
          " without ",
          " on ",
          " ignoring ",
          " group_left ",
          " bool ",
          " and ",
          " atan2 ",
          "sum",
          "topk",
          "rate",
          "step()",
          "range()",
          "max_of(",
          "start()",
          " @ ",
          "[5m]",
          "[5m:]",
          "5m",
          "0x",
          "1e",
          "inf",
          " fill (",
          " anchored ",
          "</",
          ">/",
          "=~",
          "{__name__=",
          "\\x",
          "info(x,");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @Timeout(60)
  void aDamagedTextIsReadOrRefused(long seed) {
    Random random = new Random(seed);
    List<String> texts = texts();
    int read = 0;
    for (int i = 0; i < ROUNDS; i++) {
      String text = damaged(texts.get(random.nextInt(texts.size())), random);
      if (readsBack(text, seed)) {
        read++;
      }
    }
    assertThat(read).isBetween(ROUNDS / 50, ROUNDS / 2);
  }

  @Test
  void everyBeginningOfATextIsReadOrRefused() {
    for (String text : texts()) {
      for (int length = 0; length < text.length(); length++) {
        readsBack(text.substring(0, length), 0);
        readsBack(text.substring(length), 0);
      }
    }
  }

  private static List<String> texts() {
    return Table.read("canonical.txt").map(Table.Row::input).toList();
  }

  private static boolean readsBack(String text, long seed) {
    Optional<Expression> read = parse(text, seed);
    if (read.isEmpty()) {
      return false;
    }
    String printed = Printer.print(read.get());
    assertThat(parse(printed, seed).map(Trees::shape))
        .as("text <%s>, printed <%s>, seed %s", text, printed, seed)
        .hasValue(Trees.shape(read.get()));
    return true;
  }

  private static Optional<Expression> parse(String text, long seed) {
    Expression[] made = new Expression[1];
    Throwable thrown = catchThrowable(() -> made[0] = Parser.parse(text));
    if (thrown == null) {
      return Optional.of(made[0]);
    }
    assertThat(thrown).as("text <%s>, seed %s", text, seed).isInstanceOf(ParseException.class);
    ParseException error = (ParseException) thrown;
    assertThat(error.span().start()).as(text).isBetween(0, text.length());
    assertThat(error.span().end()).as(text).isBetween(error.span().start(), text.length());
    assertThat(error.pretty()).startsWith(error.getMessage());
    return Optional.empty();
  }

  private static String damaged(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(out.length() + 1);
      int to = Math.min(out.length(), at + random.nextInt(4));
      switch (random.nextInt(4)) {
        case 0 -> out.delete(at, to);
        case 1 -> out.insert(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        case 2 -> out.insert(at, WORDS.get(random.nextInt(WORDS.size())));
        default -> out.insert(random.nextInt(out.length() + 1), out.substring(at, to));
      }
    }
    return out.toString();
  }
}
