package lampas.promql.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lampas.model.histogram.CounterReset;
import lampas.model.label.MatchType;
import lampas.model.label.Matcher;
import lampas.model.series.SampleColumns;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesFixtureTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void aRangeIsInclusive() {
    SeriesFixture fixture = SeriesFixture.of(MINUTE, "x 1 2 {{}} 4 {{}}");

    SampleColumns samples = read(fixture, new TimeRange(60_000, 180_000));

    assertThat(samples).hasToString("[2@60000, 4@180000, {count:0, sum:0}@120000]");
  }

  @Test
  void labelsAreListed() {
    SeriesFixture fixture =
        SeriesFixture.of(MINUTE, "x{a=\"1\"} 1", "x{b=\"2\"} 1", "y{a=\"3\"} 1");
    Matcher x = new Matcher(MatchType.REGEX, "__name__", "x|z");

    assertThat(fixture.labelNames(List.of(x), TimeRange.all()))
        .containsExactly("__name__", "a", "b");
    assertThat(fixture.labelValues("a", List.of(), TimeRange.all())).containsExactly("1", "3");
    assertThat(fixture.labelSets(List.of(x), TimeRange.all())).hasSize(2);
    fixture.clear();
    assertThat(fixture.labelSets(List.of(), TimeRange.all())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {{count:1 buckets:[1]}} {{count:2 buckets:[2]}}            | UNKNOWN NOT_RESET
          {{count:2 buckets:[2]}} {{count:1 buckets:[1]}} {{count:1 buckets:[1]}} | UNKNOWN UNKNOWN NOT_RESET
          {{count:2 buckets:[1 1]}} {{count:3 buckets:[3]}}          | UNKNOWN UNKNOWN
          {{count:1 z_bucket:1}} {{count:2 z_bucket:0 buckets:[2]}}  | UNKNOWN UNKNOWN
          {{schema:1}} {{schema:2}}                                  | UNKNOWN UNKNOWN
          {{}} 1 {{}} stale {{}} {{}}                                | UNKNOWN UNKNOWN UNKNOWN NOT_RESET
          {{counter_reset_hint:gauge}}x1 {{}}                        | GAUGE GAUGE UNKNOWN
          {{counter_reset_hint:reset}}x1 {{counter_reset_hint:not_reset}} | UNKNOWN UNKNOWN NOT_RESET
          {{schema:-53 custom_values:[1]}} {{schema:-53 custom_values:[2]}} | UNKNOWN UNKNOWN
          """)
  void histogramsComeBackWithWhatAStoreKnowsOfResets(String points, String resets) {
    SampleColumns samples = read(SeriesFixture.of(MINUTE, "x " + points), TimeRange.all());

    List<CounterReset> got = new ArrayList<>();
    for (int i = 0; i < samples.histograms().size(); i++) {
      got.add(samples.histograms().histogram(i).counterReset());
    }
    assertThat(got.toString().replaceAll("[\\[\\],]", "")).isEqualTo(resets);
  }

  @Test
  void startsAreTimes() {
    Script script =
        Script.parse(
            "a.test",
            """
            load 1m
              x@st  _ -1m -30s
              x     1 2 {{}}
            """);
    SeriesFixture fixture = SeriesFixture.create();
    ScriptCommand.Load load = (ScriptCommand.Load) script.commands().getFirst();
    load.series().forEach(one -> fixture.add(one.series(), one.starts(), 60_000));

    SampleColumns samples = read(fixture, TimeRange.all());

    assertThat(samples.startTime(0)).isEqualTo(SampleColumns.NO_START);
    /* One minute before minute one is the epoch, which counts as none. */
    assertThat(samples.startTime(1)).isEqualTo(SampleColumns.NO_START);
    assertThat(samples.histograms().startTime(0)).isEqualTo(90_000);
  }

  private static SampleColumns read(SeriesFixture fixture, TimeRange range) {
    SampleColumns samples = new SampleColumns();
    try (SeriesSelection selection = fixture.select(List.of(), range)) {
      selection.series().getFirst().read(samples);
    }
    return samples;
  }
}
