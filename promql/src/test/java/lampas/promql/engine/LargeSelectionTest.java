package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import lampas.model.result.QueryResult;
import lampas.promql.script.SeriesFixture;
import org.junit.jupiter.api.Test;

class LargeSelectionTest {
  private static final int SERIES = 3_000;

  private final SeriesFixture reader =
      SeriesFixture.of(
          Duration.ofSeconds(10),
          IntStream.range(0, SERIES)
              .mapToObj("x_total{i=\"%1$d\"} 0.%1$d+1.%1$dx20"::formatted)
              .toArray(String[]::new));

  @Test
  void sumsDoNotDependOnWhichThreadWasFaster() {
    Engine engine = Engine.create(EngineOptions.defaults());
    Set<QueryResult> results = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      results.add(
          engine
              .range(reader, "sum(rate(x_total[1m])) + sum(x_total)", 0, 200_000, 7_000)
              .result());
    }

    assertThat(results).hasSize(1);
  }

  @Test
  void everySeriesIsThere() {
    Engine engine = Engine.create(EngineOptions.defaults());

    assertThat(
            ((QueryResult.Vector) engine.instant(reader, "increase(x_total[1m])", 99_000).result())
                .samples())
        .hasSize(SERIES);
  }

  @Test
  void limitsHoldInAllThreads() {
    Engine engine =
        Engine.create(
            EngineOptions.defaults().withLimits(QueryLimits.defaults().withSamples(20_000)));

    assertThat(
            catchThrowableOfType(
                    EvaluationException.class,
                    () -> engine.range(reader, "x_total", 0, 200_000, 10_000))
                .reason())
        .isEqualTo(EvaluationException.Reason.TOO_MANY_SAMPLES);
    assertThat(engine.range(reader, "sum(rate(x_total[1m]))", 0, 200_000, 10_000).result())
        .isNotNull();
  }

  @Test
  void aCancelledQueryEnds() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    QueryOptions options = QueryOptions.none().withCancellation(cancellation);

    assertThat(
            catchThrowableOfType(
                    EvaluationException.class,
                    () ->
                        Engine.create(EngineOptions.defaults())
                            .instant(reader, "rate(x_total[1m])", 99_000, options))
                .reason())
        .isEqualTo(EvaluationException.Reason.CANCELLED);
  }
}
