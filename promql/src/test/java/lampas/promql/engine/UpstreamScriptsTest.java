package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/*
 * What is not counted as passed touches native histograms, which the engine does not evaluate yet;
 * over floats every evaluation must pass.
 */
/**
 * Runs the upstream scripts where they are found; the folder is {@code ../../shared/promqltest} or
 * what the system property {@code lampas.promqltest} says.
 */
class UpstreamScriptsTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("lampas.promqltest", "../../shared/promqltest"));

  @ParameterizedTest(name = "{0}: at least {1} of {2}")
  @CsvSource({
    "aggregators, 126, 160",
    "at_modifier, 78, 78",
    "collision, 2, 2",
    "duration_expression, 59, 59",
    "fill-modifier, 46, 46",
    "functions, 380, 431",
    "histograms, 93, 185",
    "info, 52, 53",
    "type_and_unit, 58, 58",
    "limit, 15, 37",
    "literals, 25, 25",
    "name_label_dropping, 30, 30",
    "operators, 145, 214",
    "range_queries, 17, 18",
    "selectors, 31, 31",
    "staleness, 17, 17",
    "subquery, 32, 34",
    "trig_functions, 19, 19",
  })
  void passesAsManyAsBefore(String name, int atLeast, int total) throws IOException {
    assumeTrue(
        Files.isDirectory(FOLDER),
        () -> "upstream scripts not run: no folder " + FOLDER.toAbsolutePath());
    String script = Files.readString(FOLDER.resolve(name + ".test"));
    Engine engine =
        Engine.create(EngineOptions.defaults().withNameRemoval(EngineOptions.NameRemoval.DELAYED));
    ScriptRunner.Outcome outcome = ScriptRunner.run(script, engine);
    assertThat(outcome.failed()).as("evaluations over floats").isEmpty();
    assertThat(outcome.passed()).hasSizeGreaterThanOrEqualTo(atLeast);
    assertThat(outcome.total()).isEqualTo(total);
  }
}
