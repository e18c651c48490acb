package lampas.server.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import lampas.model.error.ErrorKind;
import lampas.model.series.SampleColumns;
import lampas.model.series.Series;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;
import lampas.store.Store;
import lampas.store.StoreOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenMetricsFileTest {
  @TempDir private Path folder;
  private final Store store = Store.open(StoreOptions.anyAge(), Clock.systemUTC());

  @Test
  void samplesOfAnyAgeAreLoadedInAnyOrderOfSeries() throws Exception {
    OpenMetricsFile.Loaded loaded =
        load(
            """
            # TYPE jobs counter
            # HELP jobs Done.
            jobs_total{a="1"} 5 1000000000
            jobs_total{a="2"} NaN 0.25
            jobs_total{a="1"} 6 1000000015.5 # {id="x"} 1
            jobs_total{a="2"} +Inf 4102444800
            # EOF
            """);

    assertThat(loaded).isEqualTo(new OpenMetricsFile.Loaded(4, 2));
    assertThat(samples())
        .containsExactlyInAnyOrder(
            "jobs_total{a=\"1\"} 5.0@1000000000000 6.0@1000000015500",
            "jobs_total{a=\"2\"} NaN@250 Infinity@4102444800000");
  }

  @Test
  void theSameSampleTwiceIsOne() throws Exception {
    assertThat(load("a 1 1\na 1 1\n# EOF\n")).isEqualTo(new OpenMetricsFile.Loaded(2, 1));
    assertThat(samples()).containsExactly("a 1.0@1000");
  }

  @Test
  void manySamplesAreCommittedAsTheyAreRead() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 120_001; i++) {
      text.append("a ").append(i).append(' ').append(i).append('\n');
    }
    assertThat(load(text.append("# EOF\n").toString()))
        .isEqualTo(new OpenMetricsFile.Loaded(120_001, 1));
    assertThat(store.statistics().samples()).isEqualTo(120_001);
  }

  @Test
  void aMistakeIsToldWithFileAndLine() {
    assertProblem(
        "a 1 1\na 2 0.5\n# EOF\n",
        ":2: timestamp: 0.5 (expected: after the series' sample before)");
    assertProblem("a 1 1\n\n# EOF\n", ":2:1: ");
    assertProblem(
        "b 1 1\nb 2 1\n# EOF\n",
        ":2: timestamp: 1 comes twice with different values (expected: one value)");
    assertProblem(
        "c 1\n# EOF\n", ":1: sample without a timestamp (expected: seconds since the epoch)");
    assertProblem("d 1 1\n", ":2:1: end of body (expected: # EOF)");
    assertProblem("# EOF\nd 1 1\n", ":2:1: ");
  }

  @Test
  void aFileThatIsNotThereIsAMistakeOfTheUser() {
    Path nowhere = folder.resolve("nowhere.om");
    assertThatThrownBy(() -> OpenMetricsFile.load(nowhere, store, Long.MAX_VALUE))
        .isInstanceOfSatisfying(
            LoadException.class, error -> assertThat(error.kind()).isEqualTo(ErrorKind.USER))
        .hasMessage(nowhere + ": no such file (expected: an OpenMetrics file)");
  }

  @Test
  void moreThanTheStoreMayHoldIsALimit() throws Exception {
    Path file = Files.writeString(folder.resolve("large.om"), "a 1 1\n# EOF\n");
    assertThatThrownBy(() -> OpenMetricsFile.load(file, store, 10))
        .isInstanceOfSatisfying(
            LoadException.class, error -> assertThat(error.kind()).isEqualTo(ErrorKind.LIMIT))
        .hasMessageMatching(
            ".*large.om:2: samples: \\d+ bytes \\(expected: at most 10, see"
                + " storage.retention_bytes and the JVM's heap\\)");
  }

  private OpenMetricsFile.Loaded load(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("data.om"), text);
    return OpenMetricsFile.load(file, store, Long.MAX_VALUE);
  }

  private void assertProblem(String text, String problem) {
    assertThatThrownBy(() -> load(text))
        .isInstanceOfSatisfying(
            LoadException.class, error -> assertThat(error.kind()).isEqualTo(ErrorKind.USER))
        .hasMessageStartingWith(folder.resolve("data.om") + problem);
  }

  private List<String> samples() {
    try (SeriesSelection all = store.select(List.of(), TimeRange.all())) {
      return all.series().stream().map(OpenMetricsFileTest::text).toList();
    }
  }

  private static String text(Series series) {
    SampleColumns columns = new SampleColumns();
    series.read(columns);
    StringBuilder line = new StringBuilder(series.labels().toString());
    for (int i = 0; i < columns.size(); i++) {
      line.append(' ').append(columns.value(i)).append('@').append(columns.time(i));
    }
    return line.toString();
  }
}
