package lampas.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FunctionsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(errors));
    return command.execute(arguments);
  }

  @Test
  void oneIsShownWithItsExample() {
    assertThat(run("functions", "clamp_min")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            clamp_min(instant vector, scalar)
            Values are at least the bound.

            load 1m
              free -3

            eval instant at 0 clamp_min(free, 0)
              {} 0
            """);
  }

  @Test
  void allAreListed() {
    assertThat(run("functions")).isZero();
    assertThat(out.toString().lines())
        .contains(
            "Functions",
            "  rate                         Growth of a counter per second, averaged over the window.",
            "  mad_over_time                Median absolute deviation of the values. Experimental.")
        .hasSizeGreaterThan(90 + 14 + 18);
  }

  @Test
  void aMisspeltOneIsNamedWithTheNearest() {
    assertThat(run("functions", "rats")).isEqualTo(ExitCode.USAGE.code());
    assertThat(errors.toString()).contains("function: rats (expected: for example rate)");
  }
}
