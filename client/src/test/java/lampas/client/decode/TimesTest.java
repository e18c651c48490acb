package lampas.client.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import lampas.model.result.QueryResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
  private static long millis(String seconds) {
    QueryResult.Vector vector =
        (QueryResult.Vector)
            Answers.result("vector", "{\"metric\":{},\"value\":[" + seconds + ",\"1\"]}");
    QueryResult.Scalar scalar = (QueryResult.Scalar) Answers.result("scalar", seconds + ",\"1\"");
    long millis = vector.samples().getFirst().timeMillis();
    assertThat(scalar.timeMillis()).isEqualTo(millis);
    return millis;
  }

  @ParameterizedTest
  @CsvSource({
    "1435781451.781, 1435781451781",
    "1435781451.78, 1435781451780",
    "1435781451.7, 1435781451700",
    "1435781451, 1435781451000",
    "1435781451.0, 1435781451000",
    "1.435781451781e9, 1435781451781",
    "1.435781451781E+09, 1435781451781",
    "14357814517810e-4, 1435781451781",
    "1435781451.7814, 1435781451781",
    "1435781451.7815, 1435781451782",
    "1435781451.781000000000000001, 1435781451781",
    "0, 0",
    "-0, 0",
    "0.001, 1",
    "0.0005, 1",
    "0.0004999, 0",
    "1e-400, 0",
    "1e-999999999, 0",
    "-1.5, -1500",
    "-0.001, -1",
    "123456789012, 123456789012000",
    "12345678, 12345678000",
    "99999999.999, 99999999999",
    "1234567890123.456, 1234567890123456",
    "999999999999999.999, 999999999999999999"
  })
  void secondsAreReadAsExactMilliseconds(String seconds, long expected) {
    assertThat(millis(seconds)).isEqualTo(expected);
  }

  @Test
  void anyTimeIsTheNearestMillisecond() {
    long seed = Long.getLong("lampas.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      BigDecimal seconds =
          BigDecimal.valueOf(random.nextLong(2_000_000_000_000_000L), random.nextInt(8));
      String text =
          random.nextInt(4) == 0
              ? seconds.round(new MathContext(8)).toString()
              : seconds.toPlainString();
      long expected =
          new BigDecimal(text).movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
      if (expected < 1_000_000_000_000_000_000L) {
        assertThat(millis(text)).as("seed %s, %s", seed, text).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1e16", "1e999999999", "-1e400", "01", "1.", ".5", "1e", "+1", "0x1", "NaN", "\"1\""})
  void whatIsNoTimeIsAnError(String seconds) {
    assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> millis(seconds));
  }
}
