package lampas.metrics.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NumberParserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+0",
        "1",
        "-1",
        "+1.5",
        ".5",
        "5.",
        "-.5e-3",
        "1e3",
        "1E+3",
        "1e-3",
        "007",
        "0.1",
        "0.30000000000000004",
        "123456789012345678",
        "9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "9999999999999999999",
        "1.7976931348623157e308",
        "2.2250738585072014e-308",
        "2.2250738585072011e-308",
        "4.9e-324",
        "5e-324",
        "3e-324",
        "2e-324",
        "1e-400",
        "1e-99999999999",
        "0e99999999999",
        "1e22",
        "1e23",
        "8.5e22",
        "9007199254740992e22",
        "0.000000000000000000000000000000000001234567890123456789",
        "1234567890123456789012345678901234567890",
        "1.00000000000000011102230246251565",
        "1.00000000000000011102230246251566",
        "1.00000000000000011102230246251564",
        "6.9294956446009195e15",
        "7.038531e-26",
        "9007199254740993e-3",
        "4503599627370496.5",
        "4503599627370497.5",
        "0.00012345678901234567"
      })
  void numbersAreThoseOfTheJavaLibrary(String text) {
    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
  }

  @Test
  void randomNumbersAreThoseOfTheJavaLibrary() {
    long seed = Long.getLong("lampas.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 300_000; i++) {
      String text = randomNumber(random);
      double expected = Double.parseDouble(text);
      if (Double.isFinite(expected)) {
        assertThat(Double.doubleToRawLongBits(parse(text)))
            .as("seed %d: %s", seed, text)
            .isEqualTo(Double.doubleToRawLongBits(expected));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "nan", "NAN"})
  void notANumberIsOneInAnyCase(String text) {
    assertThat(parse(text)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Inf", "+Inf", "inf", "+INF", "Infinity", "+infinity"})
  void infinityHasSeveralNames(String text) {
    assertThat(parse(text)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(parse("-" + text.replace("+", ""))).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "-.",
        "e3",
        ".e3",
        "1e",
        "1e+",
        "1e3.5",
        "1.2.3",
        "--1",
        "+-1",
        "1-",
        "0x1",
        "0x1p3",
        "1_000",
        "1,5",
        "1f",
        "1d",
        "+NaN",
        "-nan",
        "infinit",
        "in",
        "++Inf",
        "1e309",
        "-1e309",
        "1797693134862315900000000000000000e300",
        "true",
        "1\r",
        "1\0",
        "١"
      })
  void everythingElseIsRefused(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ReadException.class)
        .hasMessageContaining("(expected: a number, such as 1.5, 2e-3, NaN or +Inf)");
  }

  @Test
  void theCursorEndsBehindTheNumber() {
    LineCursor cursor = new LineCursor();
    cursor.bytes = "  1.5e3\t7\n".getBytes(StandardCharsets.UTF_8);
    cursor.at = 2;
    assertThat(NumberParser.number(cursor, "value")).isEqualTo(1500);
    assertThat(cursor.at).isEqualTo(7);
  }

  private static double parse(String text) {
    LineCursor cursor = new LineCursor();
    cursor.bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    return NumberParser.number(cursor, "value");
  }

  private static String randomNumber(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> Double.toString(finite(random));
      case 1 -> Double.toString(random.nextDouble());
      case 2 -> Long.toUnsignedString(random.nextLong()) + "e" + (random.nextInt(660) - 350);
      case 3 -> Float.toString(random.nextFloat() * random.nextInt());
      default -> randomDigits(random) + "." + randomDigits(random) + "e" + random.nextInt(-60, 60);
    };
  }

  private static double finite(Random random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : 0;
  }

  private static String randomDigits(Random random) {
    return random
        .ints(random.nextInt(1, 16), '0', '9' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
