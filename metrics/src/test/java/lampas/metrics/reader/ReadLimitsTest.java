package lampas.metrics.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import lampas.model.error.ErrorKind;
import org.junit.jupiter.api.Test;

final class ReadLimitsTest {
  private static final String BODY = "a 1\nb{name=\"value\",c=\"d\"} 2\n";

  @Test
  void aBodyAtEveryLimitIsRead() {
    assertThat(read(new ReadLimits(23, 28, 2, 2, 4, 5)))
        .isEqualTo("a 1\nb{c=\"d\", name=\"value\"} 2\n");
  }

  @Test
  void eachLimitIsTold() {
    int any = Integer.MAX_VALUE;
    assertThat(read(new ReadLimits(22, any, any, any, any, any)))
        .endsWith("error 2:1: line too long (expected: at most 22)\n");
    assertThat(read(new ReadLimits(any, 27, any, any, any, any)))
        .endsWith("error 2:1: body too large (expected: at most 27)\n");
    assertThat(read(new ReadLimits(any, any, 1, any, any, any)))
        .endsWith("error 2:1: too many samples (expected: at most 1)\n");
    assertThat(read(new ReadLimits(any, any, any, 1, any, any)))
        .endsWith("error 2:16: 2 labels (expected: at most 1)\n");
    assertThat(read(new ReadLimits(any, any, any, any, 3, any)))
        .endsWith("error 2:3: label name of 4 bytes (expected: at most 3)\n");
    assertThat(read(new ReadLimits(any, any, any, any, any, 4)))
        .endsWith("error 2:8: label value of 5 bytes (expected: at most 4)\n");
  }

  @Test
  void anEndlessLineIsGivenUp() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'a';
          }
        };
    ReadLimits limits = new ReadLimits(100_000, 1 << 30, 1, 1, 1, 1);
    assertThat(Transcript.of(ExpositionSyntax.TEXT, endless, new SeriesCache<>(), limits))
        .isEqualTo("error 1:1: line too long (expected: at most 100000)\n");
  }

  @Test
  void aLimitIsNotAFaultOfTheTarget() {
    ByteArrayInputStream body = new ByteArrayInputStream(BODY.getBytes(StandardCharsets.UTF_8));
    ReadLimits limits = ReadLimits.STANDARD.withBodyBytes(10);
    assertThatThrownBy(() -> Exposition.read(body, ExpositionSyntax.TEXT, limits))
        .isInstanceOfSatisfying(
            ReadException.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(ErrorKind.LIMIT);
              assertThat(problem.line()).isEqualTo(2);
              assertThat(problem.column()).isEqualTo(1);
            });
  }

  @Test
  void aLimitIsPositive() {
    assertThatThrownBy(() -> ReadLimits.STANDARD.withBodyBytes(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("body bytes: 0 (expected: > 0)");
  }

  private static String read(ReadLimits limits) {
    ByteArrayInputStream body = new ByteArrayInputStream(BODY.getBytes(StandardCharsets.UTF_8));
    return Transcript.of(ExpositionSyntax.TEXT, body, new SeriesCache<>(), limits);
  }
}
