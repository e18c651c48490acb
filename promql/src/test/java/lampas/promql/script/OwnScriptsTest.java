package lampas.promql.script;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lampas.promql.script.ScriptOutcome.EvaluationOutcome;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the project's own scripts, {@code src/test/resources/promql/*.test}. */
class OwnScriptsTest {
  private static final Path FOLDER = Path.of("src/test/resources/promql");

  @TestFactory
  Stream<DynamicContainer> everyEvaluationGivesWhatItShould() throws IOException {
    List<Path> files;
    try (Stream<Path> inside = Files.list(FOLDER)) {
      files = inside.filter(file -> file.toString().endsWith(".test")).sorted().toList();
    }
    return files.stream().map(OwnScriptsTest::container);
  }

  private static DynamicContainer container(Path file) {
    Script script;
    try {
      script = Script.read(file);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
    ScriptOutcome outcome = ScriptRunner.create().run(script);
    return DynamicContainer.dynamicContainer(
        String.valueOf(file.getFileName()),
        file.toUri(),
        outcome.evaluations().stream().map(evaluation -> test(file.toUri(), evaluation)));
  }

  private static DynamicTest test(URI file, EvaluationOutcome outcome) {
    int line = outcome.evaluation().line();
    return DynamicTest.dynamicTest(
        "line " + line + ": " + outcome.evaluation().query(),
        URI.create(file + "?line=" + line),
        () -> outcome.failure().ifPresent(failure -> fail(failure)));
  }
}
