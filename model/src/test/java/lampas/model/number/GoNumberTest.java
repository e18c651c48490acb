package lampas.model.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoNumberTest {
  @Test
  void largeAndSmallNumbersHaveAnExponent() {
    assertThat(GoNumber.format(1e300)).isEqualTo("1e+300");
    assertThat(GoNumber.format(-1.25e21)).isEqualTo("-1.25e+21");
    assertThat(GoNumber.format(1.5e-5)).isEqualTo("1.5e-05");
    assertThat(GoNumber.format(1e-4)).isEqualTo("0.0001");
    assertThat(GoNumber.format(1e20)).isEqualTo("1e+20");
    assertThat(GoNumber.format(100_000)).isEqualTo("100000");
    assertThat(GoNumber.format(1_234_567)).isEqualTo("1.234567e+06");
    assertThat(GoNumber.format(2.5)).isEqualTo("2.5");
    assertThat(GoNumber.format(Double.NaN)).isEqualTo("NaN");
    assertThat(GoNumber.format(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
    assertThat(GoNumber.format(0)).isEqualTo("0");
  }

  @Test
  void digitsCanBeLimited() {
    assertThat(GoNumber.format(10, 2)).isEqualTo("10");
    assertThat(GoNumber.format(123.4, 2)).isEqualTo("1.2e+02");
    assertThat(GoNumber.format(0.0256, 2)).isEqualTo("0.026");
    assertThat(GoNumber.format(5, 2)).isEqualTo("5");
    assertThat(GoNumber.format(99.9, 2)).isEqualTo("1e+02");
  }
}
