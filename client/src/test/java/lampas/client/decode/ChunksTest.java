package lampas.client.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import lampas.model.series.SampleValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the input's parts end does not matter. */
class ChunksTest {
  private static final byte[] MATRIX = matrix();

  private static byte[] matrix() {
    Random random = new Random(1);
    StringBuilder series = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      series.append(i == 0 ? "" : ",").append("{\"metric\":{\"__name__\":\"a\",\"i\":\"");
      series.append(i / 2).append("\",\"é\":\"\\u003c🔥\"},\"values\":[");
      for (int j = 0; j < 200; j++) {
        series.append(j == 0 ? "[" : ",[").append(1435781451 + j).append(j % 3 == 0 ? ".781" : "");
        series.append(",\"").append(value(random)).append("\"]");
      }
      series.append("]}");
    }
    return Answers.of("matrix", series.toString()).getBytes(UTF_8);
  }

  private static String value(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> "NaN";
      case 1 -> "+Inf";
      case 2 -> "1.5e-07";
      case 3 -> "123456789012345678901234567890";
      case 4 -> Integer.toString(random.nextInt());
      default -> SampleValue.format(random.nextGaussian() * 1000);
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 13, 4096, 8191, 8193, 65_536})
  void theAnswerIsTheSameInPartsOfAnySize(int bytes) throws IOException {
    assertThat(AnswerDecoder.collect(Answers.inChunks(MATRIX, bytes)))
        .isEqualTo(Answers.decode(MATRIX));
  }
}
