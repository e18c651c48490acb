package lampas.model.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleValueTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "-17, -17",
    "0.1, 0.1",
    "1e-7, 0.0000001",
    "1e15, 1000000000000000",
    "1e21, 1000000000000000000000",
    "123456789.125, 123456789.125",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "-2.5e-8, -0.000000025"
  })
  void isWrittenWithoutAnExponent(double value, String text) {
    assertThat(SampleValue.format(value)).isEqualTo(text);
  }

  @Test
  void anyValueReadsBackToTheSameBits() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (!Double.isNaN(value)) {
        assertThat(SampleValue.parse(SampleValue.format(value)))
            .as("seed %s", seed)
            .isEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1d", "1f", " 1", "Infinity", "0x1p3", "1_000", "nan"})
  void whatPrometheusDoesNotTakeIsNotANumber(String text) {
    assertThatThrownBy(() -> SampleValue.parse(text)).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void onlyTheMarkerIsStale() {
    assertThat(SampleValue.isStale(SampleValue.STALE)).isTrue();
    assertThat(SampleValue.isStale(Double.NaN)).isFalse();
    assertThat(SampleValue.isStale(0)).isFalse();
    assertThat(Double.doubleToRawLongBits(SampleValue.STALE)).isEqualTo(0x7ff0000000000002L);
  }

  @Test
  void theSmallestNumbersHaveNoMoreDigitsThanTheyNeed() {
    assertThat(SampleValue.format(Double.MIN_VALUE)).isEqualTo("0." + "0".repeat(323) + "5");
    assertThat(SampleValue.format(2 * Double.MIN_VALUE)).isEqualTo("0." + "0".repeat(322) + "1");
    assertThat(SampleValue.format(-1.5e-322)).isEqualTo("-0." + "0".repeat(321) + "15");
  }
}
