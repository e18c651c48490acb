package lampas.client.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lampas.client.Backend;
import lampas.client.DocumentSample;
import lampas.client.Query;
import lampas.client.embedded.EmbeddedBackend;
import lampas.promql.Dialect;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.script.SeriesFixture;
import org.junit.jupiter.api.Test;

class DifferentialSampleTest {
  private static Backend backend(Dialect dialect) {
    return EmbeddedBackend.of(
        Engine.create(EngineOptions.defaults().withDialect(dialect)),
        SeriesFixture.of(Duration.ofSeconds(15), "jobs_total 0+1x20 30+5x20 150+2x60"),
        Clock.systemUTC());
  }

  private static String explain(Backend left, Backend right) {
    Instant end = Instant.ofEpochSecond(900);
    // sample begins
    Query query =
        Query.range("increase(jobs_total[1m])", end.minusSeconds(600), end, Duration.ofSeconds(15));
    DifferentialClient client =
        DifferentialClient.of(left, right, Tolerance.defaults(), Clock.systemUTC());
    return switch (client.compare(query)) {
      case Comparison.Same same -> "the same in " + same.samples() + " samples";
      case Comparison.Different found -> found.kind() + ": " + found.evidence();
      case Comparison.BothRefused refused -> "no answers: " + refused.left().message();
    };
    // sample ends
  }

  @Test
  void theSampleTellsTheReason() {
    Backend second = backend(Dialect.PROMETHEUS_2);
    assertThat(explain(second, second)).isEqualTo("the same in 41 samples");
    assertThat(explain(second, backend(Dialect.PROMETHEUS_3)))
        .startsWith("WINDOW_EDGES: asked 1ms later, both sides agree");
  }

  @Test
  void thePageShowsThisVeryCode() throws Exception {
    DocumentSample.assertShown(DifferentialSampleTest.class, "differential.md");
  }
}
