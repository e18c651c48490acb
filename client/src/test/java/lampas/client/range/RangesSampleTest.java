package lampas.client.range;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import lampas.client.Backend;
import lampas.client.DocumentSample;
import lampas.client.Query;
import lampas.client.embedded.EmbeddedBackend;
import lampas.client.embedded.LayerSettings;
import lampas.client.embedded.LayeredBackend;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.Matrix;
import lampas.model.series.SeriesReader;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.script.SeriesFixture;
import org.junit.jupiter.api.Test;

class RangesSampleTest {
  private static QueryAnswer ask(
      Backend remote, SeriesReader store, Supplier<Instant> since, Clock clock, Query query) {
    // sample begins
    Backend split = SplittingBackend.of(remote, SplitSettings.defaults());
    Backend cached = CachedRanges.of(split, CacheSettings.defaults(), clock);
    Engine engine = Engine.create(EngineOptions.defaults());
    Backend recent = EmbeddedBackend.of(engine, store, clock);
    Backend layers = LayeredBackend.of(recent, cached, since, LayerSettings.defaults(), clock);
    QueryAnswer answer = layers.query(query);
    // sample ends
    return answer;
  }

  @Test
  void theSampleAnswersFromBothLayersInParts() {
    SeriesFixture store = SeriesFixture.of(Duration.ofSeconds(10), "jobs_total 0+1x4000");
    Clock clock = Clock.fixed(Instant.ofEpochSecond(40_000), ZoneOffset.UTC);
    Backend exact = EmbeddedBackend.of(Engine.create(EngineOptions.defaults()), store, clock);
    RecordingBackend remote = RecordingBackend.of(exact::query);
    Query query =
        Query.range(
            "sum(rate(jobs_total[1m]))",
            Instant.ofEpochSecond(1_000),
            Instant.ofEpochSecond(40_000),
            Duration.ofSeconds(1));
    QueryAnswer answer = ask(remote, store, () -> Instant.ofEpochSecond(30_000), clock, query);
    assertThat(((Matrix) answer.result()).series().getFirst().samples().size()).isEqualTo(39_001);
    assertThat(answer.result()).isEqualTo(exact.query(query).result());
    assertThat(remote.asked()).hasSize(3);
  }

  @Test
  void thePageShowsThisVeryCode() throws Exception {
    DocumentSample.assertShown(RangesSampleTest.class, "client-ranges.md");
  }
}
