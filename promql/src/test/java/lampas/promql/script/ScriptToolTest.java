package lampas.promql.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptToolTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void printsPassedAndTotalOfEachFile() throws IOException {
    write("a.test", "eval instant at 0 1\n  1\n\neval instant at 0 1\n  2\n");
    write("long-name.test", "load 1m\n  x 1\n\neval instant at 0 x\n  x 1\n");
    write("notes.txt", "not a script");

    assertThat(run(folder.toString())).isEqualTo(1);
    assertThat(text(out))
        .isEqualTo(
            """
            a.test              1 / 2
            long-name.test      1 / 1
            total               2 / 3
            """);
    assertThat(run(folder.resolve("long-name.test").toString())).isZero();
  }

  @Test
  void printsFailuresOnRequest() throws IOException {
    Path file = write("a.test", "eval instant at 0 1 + 1\n  3\n");

    assertThat(run("--failures", folder.toString())).isEqualTo(1);
    assertThat(text(out))
        .isEqualTo(
            """
            a.test      0 / 1
            FILE:1: 1 + 1
                differs:    the scalar expected 3
                                       got      2
            total       0 / 1
            """
                .replace("FILE", file.toString()));
  }

  @Test
  void aScriptThatIsNoneIsNamedWithItsPlace() throws IOException {
    Path file = write("a.test", "\nload\n");
    write("b.test", "eval instant at 0 1\n  1\n");

    assertThat(run(folder.toString())).isEqualTo(1);
    assertThat(text(out))
        .isEqualTo(
            """
            a.test  not run
            b.test      1 / 1
            total       1 / 1
            1 script could not be run
            """);
    assertThat(text(err))
        .isEqualTo(file + ":2: load: \"load\" (expected: load STEP or load_with_nhcb STEP)\n");
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertThat(run(folder.resolve("none").toString())).isEqualTo(2);
    assertThat(run(folder.toString())).isEqualTo(2);
    assertThat(run("--fast")).isEqualTo(2);
    assertThat(text(err))
        .isEqualTo(
            """
            script: FOLDER/none (expected: a file or a folder that exists)
            scripts: none in FOLDER (expected: files named *.test)
            option: --fast (expected: --failures)
            """
                .replace("FOLDER", folder.toString()));
    assertThat(run()).isEqualTo(2);
  }

  private int run(String... arguments) {
    return ScriptTool.run(print(out), print(err), arguments);
  }

  private static PrintStream print(ByteArrayOutputStream into) {
    return new PrintStream(into, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
