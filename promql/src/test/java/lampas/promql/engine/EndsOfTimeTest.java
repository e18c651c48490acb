package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import lampas.model.result.QueryAnswer;
import lampas.promql.script.SeriesFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndsOfTimeTest {
  private final Engine engine = Engine.create(EngineOptions.defaults());
  private final SeriesFixture reader = SeriesFixture.of(Duration.ofSeconds(10), "x 0+1x100");

  @ParameterizedTest
  @ValueSource(strings = {"x", "x offset -5m", "x offset 5m", "rate(x[5m])", "timestamp(x)"})
  void nothingIsFoundThereAndNothingBreaks(String query) {
    for (long time : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 1_000}) {
      QueryAnswer answer = engine.instant(reader, query, time);

      assertThat(answer.result()).hasToString("Vector[samples=[]]");
    }
  }
}
