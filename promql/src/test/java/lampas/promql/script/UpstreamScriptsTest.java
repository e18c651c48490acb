package lampas.promql.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the scripts of Prometheus where they are found: in the folder that the system property
 * {@code lampas.promqltest} names, else in {@code shared/promqltest} beside the project.
 */
class UpstreamScriptsTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("lampas.promqltest", "../../shared/promqltest"));

  @ParameterizedTest(name = "{0}: {1} evaluations")
  @CsvSource({
    "aggregators, 160",
    "at_modifier, 78",
    "collision, 2",
    "duration_expression, 59",
    "extended_vectors, 169",
    "fill-modifier, 46",
    "functions, 431",
    "histograms, 185",
    "info, 53",
    "limit, 37",
    "literals, 25",
    "name_label_dropping, 30",
    "native_histograms, 522",
    "operators, 214",
    "range_queries, 18",
    "selectors, 31",
    "staleness, 17",
    "start_timestamps, 26",
    "subquery, 34",
    "trig_functions, 19",
    "type_and_unit, 58",
  })
  void passes(String name, int total) throws IOException {
    assumeTrue(
        Files.isDirectory(FOLDER),
        () -> "upstream scripts not run: no folder " + FOLDER.toAbsolutePath().normalize());
    Script script = Script.read(FOLDER.resolve(name + ".test"));

    ScriptOutcome outcome = ScriptRunner.create().run(script);

    assertThat(outcome.failed())
        .extracting(failed ->
            "%s:%d: %s\n%s"
                .formatted(
                    name,
                    failed.evaluation().line(),
                    failed.evaluation().query(),
                    failed.failure().orElseThrow()))
        .isEmpty();
    assertThat(outcome.total()).isEqualTo(total);
  }
}
