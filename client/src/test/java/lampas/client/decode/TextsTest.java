package lampas.client.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import lampas.model.result.QueryResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  private static String text(String json) {
    return ((QueryResult.Text) Answers.result("string", "1,\"" + json + "\"")).value();
  }

  @Test
  void everyEscapeIsRead() {
    assertThat(
            text(
                "\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0041 \\u00e9 \\u20AC \\ud83d\\uDD25 \\u0000"))
        .isEqualTo("\" \\ / \b \f \n \r \t A é € 🔥 \0");
  }

  /* Go escapes what HTML gives a meaning to; VictoriaMetrics does not. */
  @Test
  void bothWaysToWriteAngleBracketsAndAmpersandsAreOneText() {
    assertThat(text("a\\u003cb\\u003e \\u0026 \\u2028 c'\\u007f"))
        .isEqualTo("a<b> & \u2028 c'\u007f");
    assertThat(text("a<b> & \u2028 c'\u007f")).isEqualTo("a<b> & \u2028 c'\u007f");
  }

  @Test
  void textsOfAllLengthsAndPlanesAreRead() {
    for (String unit :
        List.of(
            "a",
            "é",
            "€",
            "🔥",
            "\u0080",
            "\u07ff",
            "\u0800",
            "\uffff",
            "\ud800\udc00",
            "\udbff\udfff")) {
      for (int length = 0; length < 40; length++) {
        String expected = unit.repeat(length);
        assertThat(text(expected)).isEqualTo(expected);
        assertThat(text("x" + expected + "\\n")).isEqualTo("x" + expected + "\n");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud83d",
        "\\ud83dx",
        "\\udd25",
        "\\ud83d\\n",
        "\\ud83d\\ud83d",
        "\\udd25\\ud83d"
      })
  void halfASurrogatePairIsAnError(String json) {
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> text(json))
        .withMessage("byte 63: half a surrogate pair (expected: two escapes, high and low)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\x",
        "\\u12",
        "\\u12g4",
        "\\u+123",
        "\\u００４１",
        "\\",
        "a\nb",
        "a\tb",
        "a\0b",
        "a\u001fb"
      })
  void unknownEscapesAndControlCharactersAreErrors(String json) {
    assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> text(json));
  }

  @ParameterizedTest
  @CsvSource({
    "80",
    "bf",
    "c0 80",
    "c1 bf",
    "c2",
    "c2 41",
    "e0 9f bf",
    "e2 82",
    "ed a0 80",
    "ed bf bf",
    "ef bf",
    "f0 8f bf bf",
    "f0 9f 94",
    "f4 90 80 80",
    "f5 80 80 80",
    "ff",
    "fe",
    "f0 9f 94 41"
  })
  void whatIsNoUtf8IsAnErrorThatSaysWhere(String hex) {
    String bytes = new String(HexFormat.ofDelimiter(" ").parseHex(hex), ISO_8859_1);
    byte[] json = Answers.of("string", "1,\"ab" + bytes + "\"").getBytes(ISO_8859_1);

    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> Answers.decode(json))
        .withMessage("byte 65: malformed text (expected: UTF-8)")
        .matches(failed -> failed.offset() == 65);
  }

  @Test
  void aTextThatGoesOnForeverIsAnError() {
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> text("é" + "a".repeat(2_000_000)))
        .withMessageContaining("a text that goes on (expected: at most 1048576 characters)");
  }

  @Test
  void randomTextsAreReadHoweverTheyAreWrittenAndCut() throws IOException {
    long seed = Long.getLong("lampas.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      StringBuilder expected = new StringBuilder();
      StringBuilder json = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        int c = character(random);
        expected.appendCodePoint(c);
        boolean escape = c < 0x20 || c == '"' || c == '\\' || random.nextInt(5) == 0;
        if (escape) {
          for (char unit : Character.toChars(c)) {
            json.append("\\u%04x".formatted((int) unit));
          }
        } else {
          json.appendCodePoint(c);
        }
      }
      byte[] answer = Answers.of("string", "1,\"" + json + "\"").getBytes(UTF_8);
      DecodedAnswer whole = Answers.decode(answer);
      assertThat(text(json.toString())).as("seed %s", seed).isEqualTo(expected.toString());
      assertThat(AnswerDecoder.collect(Answers.inChunks(answer, 1 + random.nextInt(5))))
          .isEqualTo(whole);
    }
  }

  private static int character(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(0x80);
      case 1 -> random.nextInt(0x800);
      case 2 -> 0xe000 + random.nextInt(0x1000);
      default ->
          Character.toCodePoint(
              (char) (0xd800 + random.nextInt(0x400)), (char) (0xdc00 + random.nextInt(0x400)));
    };
  }
}
