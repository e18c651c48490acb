package lampas.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import lampas.promql.syntax.Expression.StringLiteral;
import org.junit.jupiter.api.Test;

class StringTextTest {
  private static final long SEED = 20_260_822;

  @Test
  void whatCannotBePrintedIsEscaped() {
    assertThat(StringText.quote("a\"\\\u0007\b\f\n\r\t\u000b"))
        .isEqualTo("\"a\\\"\\\\\\a\\b\\f\\n\\r\\t\\v\"");
    assertThat(StringText.quote("\u0000\u007f\u0085\u00a0\u200b\ufeff\ue000"))
        .isEqualTo("\"\\x00\\x7f\\u0085\\u00a0\\u200b\\ufeff\\ue000\"");
    assertThat(StringText.quote("é🔥 ")).isEqualTo("\"é🔥 \"");
    assertThat(StringText.quote("\udb40\udc01")).isEqualTo("\"\\U000e0001\"");
    assertThat(StringText.quote("\udcff")).isEqualTo("\"\\xff\"");
  }

  @Test
  void anyValueReadsBack() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder value = new StringBuilder();
      for (int length = random.nextInt(6); length > 0; length--) {
        value.appendCodePoint(character(random));
      }
      Expression read = Parser.parse(StringText.quote(value.toString()));
      assertThat(((StringLiteral) read).value())
          .as("seed %s", SEED)
          .isEqualTo(StringText.joinBytes(value.toString()));
    }
  }

  private static int character(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(0x80);
      case 1 -> StringText.INVALID_BYTE + 0x80 + random.nextInt(0x80);
      case 2 -> random.nextInt(0xd800);
      default -> 0x10000 + random.nextInt(0x100000);
    };
  }

  @Test
  void validUtf8IsToldFromBytes() {
    assertThat(StringText.isValidUtf8("é🔥")).isTrue();
    assertThat(StringText.isValidUtf8("a\udcc5z")).isFalse();
  }
}
