package lampas.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
  private final NumberText numbers = new NumberText();

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0.0",
    "1, 1",
    "-1, -1",
    "42, 42",
    "9007199254740991, 9007199254740991",
    "9007199254740993, 9.007199254740992e15",
    "1.5, 1.5",
    "-1.5, -1.5",
    "0.1, 0.1",
    "0.001, 0.001",
    "10.05, 10.05",
    "0.30000000000000004, 0.30000000000000004",
    "1732156789.123, 1732156789.123",
    "0.000123, 1.23e-4",
    "1e300, 1.0e300",
    "4.9e-324, 4.9e-324",
    "-1.7976931348623157E308, -1.7976931348623157e308",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
  })
  void valuesAreShort(double value, String expected) {
    assertThat(written(value)).isEqualTo(expected);
  }

  @Test
  void everyValueReadsBackToItself() {
    Random random = new Random(20261120);
    for (int i = 0; i < 200_000; i++) {
      double value =
          switch (i % 4) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextInt() / 1e3;
            case 2 -> random.nextDouble() * 1e6;
            default -> random.nextLong(1L << 53) / Math.pow(10, random.nextInt(12));
          };
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(written(value))).as("seed 20261120, %s", i).isEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "1, 1.0",
    "-1, -1.0",
    "0.005, 0.005",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "0.000025, 2.5e-05",
    "10, 10.0",
    "100000, 100000.0",
    "123456, 123456.0",
    "1000000, 1e+06",
    "1234567, 1.234567e+06",
    "1e10, 1e+10",
    "1e100, 1e+100",
    "33.3, 33.3",
    "-2.5e7, -2.5e+07",
  })
  void boundsAreCanonical(double bound, String expected) {
    assertThat(NumberText.canonical(bound)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0",
    "9",
    "10",
    "99",
    "100",
    "12345",
    "-7",
    "999999999999999999",
    "1000000000000000000",
    "9223372036854775807",
    "-9223372036854775808",
  })
  void countsAreExact(long count) {
    byte[] into = new byte[NumberText.MAXIMUM_LENGTH];
    int end = NumberText.write(count, into, 0);

    assertThat(new String(into, 0, end, StandardCharsets.US_ASCII)).isEqualTo(Long.toString(count));
  }

  private String written(double value) {
    byte[] into = new byte[NumberText.MAXIMUM_LENGTH];
    return new String(into, 0, numbers.write(value, into, 0), StandardCharsets.US_ASCII);
  }
}
