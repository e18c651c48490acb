package lampas.promql.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import lampas.model.label.Labels;
import org.junit.jupiter.api.Test;

class SamplingTest {
  @Test
  void placeIsTheHashOfTheTextsWithTheirLengthsInFront() {
    Labels labels = Labels.of("__name__", "up", "job", "é");
    byte[] bytes = "\10__name__\2up\3job\2é".getBytes(StandardCharsets.UTF_8);

    double place = Sampling.place(labels);

    long hash = XxHash.hash(bytes);
    assertThat(place).isCloseTo((hash >>> 11) * 0x1p-53, within(1e-15)).isBetween(0.0, 1.0);
  }

  @Test
  void longTextsHaveTheirLengthInFourBytes() {
    String value = "x".repeat(300);
    byte[] bytes = ("\1a\0\54\1\0" + value).getBytes(StandardCharsets.UTF_8);
    bytes[2] = (byte) 255;

    assertThat(Sampling.place(Labels.of("a", value)))
        .isCloseTo((XxHash.hash(bytes) >>> 11) * 0x1p-53, within(1e-15));
  }

  @Test
  void aRatioAndTheNegativeOfTheRestAreComplements() {
    for (double place = 0; place < 1; place += 0.01) {
      assertThat(Sampling.isChosen(place, 0.25)).isNotEqualTo(Sampling.isChosen(place, -0.75));
    }
  }
}
