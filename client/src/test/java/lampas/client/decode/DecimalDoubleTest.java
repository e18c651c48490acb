package lampas.client.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import lampas.model.series.SampleColumns;
import org.junit.jupiter.api.Test;

/** Values are the doubles that {@link Double#parseDouble} reads, bit by bit. */
class DecimalDoubleTest {
  private static final long SEED = Long.getLong("lampas.seed", System.nanoTime());

  /** How many times the usual number of texts. */
  private static final int TIMES = Integer.getInteger("lampas.times", 1);

  private final Random random = new Random(SEED);
  private final SampleScanner scanner = new SampleScanner();
  private final SampleColumns columns = new SampleColumns();
  private final byte[] buffer = new byte[1100];
  private int scanned;

  private void check(String text) {
    double expected = Double.parseDouble(text);
    double value = scan(text);
    if (Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(expected)) {
      throw new AssertionError(
          "seed %d: \"%s\" is %s (expected: %s)".formatted(SEED, text, value, expected));
    }
  }

  /* Behind the text are zeros, as in the decoder's buffer. */
  private double scan(String text) {
    String sample = "[1,\"" + text + "\"]";
    Arrays.fill(buffer, (byte) 0);
    System.arraycopy(sample.getBytes(US_ASCII), 0, buffer, 0, sample.length());
    columns.clear();
    int end = scanner.scanOne(buffer, 0, columns);
    if (end == 0) {
      return SampleReader.value(text, 0);
    }
    scanned++;
    assertThat(end).isEqualTo(sample.length());
    assertThat(columns.time(0)).isEqualTo(1000);
    return columns.value(0);
  }

  @Test
  void shortestTextsOfRandomDoublesReadBack() {
    for (int i = 0; i < 150_000 * TIMES; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        check(Double.toString(value));
      }
    }
  }

  @Test
  void ratesAndSumsReadBack() {
    for (int i = 0; i < 300_000 * TIMES; i++) {
      double value = random.nextInt(1_000_000) / (1 + random.nextInt(1000) + random.nextDouble());
      check(Double.toString(random.nextBoolean() ? value : -value));
    }
    assertThat(scanned).isEqualTo(300_000 * TIMES);
  }

  @Test
  void anyDigitsWithAnyPointAndExponentReadBack() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200_000 * TIMES; i++) {
      text.setLength(0);
      text.append(random.nextInt(4) == 0 ? "-" : "");
      int whole = 1 + random.nextInt(random.nextInt(10) == 0 ? 40 : 19);
      digits(text, whole);
      if (random.nextBoolean()) {
        digits(text.append('.'), 1 + random.nextInt(random.nextInt(10) == 0 ? 40 : 19));
      }
      if (random.nextInt(3) == 0) {
        text.append(random.nextBoolean() ? 'e' : 'E').append(random.nextBoolean() ? "-" : "");
        text.append(random.nextInt(random.nextBoolean() ? 400 : 30));
      }
      check(text.toString());
    }
    assertThat(scanned).isGreaterThan(100_000 * TIMES);
  }

  private void digits(StringBuilder text, int count) {
    boolean zeros = random.nextInt(5) == 0;
    for (int i = 0; i < count; i++) {
      text.append((char) ('0' + (zeros ? random.nextInt(50) / 49 : random.nextInt(10))));
    }
  }

  @Test
  void numbersHalfWayBetweenTwoDoublesAndTheirNeighboursReadBack() {
    for (int i = 0; i < 10_000 * TIMES; i++) {
      double low = Math.scalb(1 + random.nextDouble(), random.nextInt(180) - 90);
      BigDecimal half =
          new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.TWO);
      check(half.toPlainString());
      check(half.round(new MathContext(19)).toPlainString());
      check(half.round(new MathContext(18)).toString().toLowerCase(Locale.ROOT));
    }
    for (long whole = (1L << 53) - 2000; whole < (1L << 53) + 2000; whole++) {
      check(Long.toString(whole));
      check(whole + "e5");
      check(whole + "e-5");
    }
  }

  @Test
  void whatLiesAtTheEdgesReadsBack() {
    for (String text :
        new String[] {
          "0",
          "-0",
          "0.0",
          "-0.0",
          "0e5",
          "00012",
          "1e308",
          "1.7976931348623157e308",
          "1e309",
          "-1e309",
          "4.9e-324",
          "2.2250738585072014e-308",
          "1e-400",
          "9007199254740993",
          "9999999999999999999",
          "18446744073709551615",
          "18446744073709551616",
          "1e22",
          "1e23",
          "123456789012345678901234567890",
          "0.000000000000000000000000000001234567890123456789",
          "0.1",
          "0.5",
          "0.25",
          "1.5",
          "100000000",
          "12345678",
          "1234567.8",
          "0.12345678",
          "0.1234567812345678",
          "12345678.12345678",
          "1e-64",
          "1e64",
          "1e-65",
          "1e65",
          "1e0"
        }) {
      check(text);
    }
  }

  /* The approximation of log2(5^n) that the exponent is made from. */
  @Test
  void theExponentOfEveryPowerIsRight() {
    for (int exponent = -64; exponent <= 64; exponent++) {
      BigInteger five = BigInteger.valueOf(5).pow(Math.abs(exponent));
      int floor = exponent >= 0 ? five.bitLength() - 1 : -five.bitLength();
      assertThat((exponent * 152170) >> 16).isEqualTo(floor);
    }
  }
}
