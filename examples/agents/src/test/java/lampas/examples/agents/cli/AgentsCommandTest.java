package lampas.examples.agents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import lampas.examples.agents.config.Setting;
import org.junit.jupiter.api.Test;

class AgentsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    return AgentsCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }

  @Test
  void helpNamesEveryFlagVariableAndSubcommand() {
    assertThat(run("--help")).isZero();

    String help = out.toString().replaceAll("\\s+", " ");
    for (Setting<?> setting : Setting.all()) {
      assertThat(help).contains(setting.flagName() + "=VALUE", setting.environmentName());
    }
    assertThat(help).contains("orchestrator", "workers", "load", "--last-metrics=FILE");
    assertThat(help).doesNotContain("--until-end-of-input", "--orphaned-redis");
  }

  @Test
  void anUnknownFlagComesWithTheNearestKnownOne() {
    assertThat(run("--conccurency=1", "--frobnicate")).isEqualTo(2);

    assertThat(errors)
        .hasToString(
            """
            agents: --conccurency: unknown flag (did you mean --concurrency?)
            agents: --frobnicate: unknown flag (--help lists them)
            """);
  }

  @Test
  void wrongValuesAreToldAllAtOnce() {
    assertThat(run("--port=x", "--attempts=0")).isEqualTo(2);

    assertThat(errors)
        .hasToString(
            """
            agents: --port: x (expected: a whole number, 0 to 65535)
            agents: --attempts: 0 (expected: a whole number, 1 to 100)
            """);
  }

  @Test
  void aServiceAloneNeedsARedis() {
    assertThat(run("workers")).isEqualTo(2);
    assertThat(run("load", "--rate=0")).isEqualTo(2);

    assertThat(errors)
        .hasToString(
            """
            agents: --redis: missing (expected: a URL, such as redis://127.0.0.1:6379)
            agents: rate: 0 (expected: 1 to 10000 tasks/s)
            """);
  }
}
