package lampas.examples.metastore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import lampas.examples.metastore.config.Setting;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MetastoreCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = MetastoreCommand.commandLine();
    return command
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }

  @Test
  void helpNamesEveryFlagVariableAndDefault() {
    assertThat(run("--help")).isZero();

    String help = out.toString().replaceAll("\\s+", " ");
    for (Setting<?> setting : Setting.all()) {
      assertThat(help).contains(setting.flagName() + "=VALUE", setting.environmentName());
    }
    assertThat(help)
        .contains("--nodes=N", "--metrics-port", "--config=FILE", "--last-metrics=FILE");
    assertThat(help).doesNotContain("--until-end-of-input");
  }

  @Test
  void anUnknownFlagComesWithTheNearestKnownOne() {
    assertThat(run("--metrics-prot=1", "--frobnicate")).isEqualTo(2);

    assertThat(errors)
        .hasToString(
            """
            metastore: --metrics-prot: unknown flag (did you mean --metrics-port?)
            metastore: --frobnicate: unknown flag (--help lists them)
            """);
  }

  @Test
  void wrongValuesAreToldAllAtOnce() {
    assertThat(run("--port=x", "--limits.connections=0")).isEqualTo(2);

    assertThat(errors)
        .hasToString(
            """
            metastore: --port: x (expected: a port, 0 to 65535)
            metastore: --limits.connections: 0 (expected: a whole number above 0)
            """);
  }

  @Test
  void aClusterHasAnOddNumberOfNodesAndFindsItsOwnMembers() {
    assertThat(run("--nodes=4")).isEqualTo(2);
    assertThat(run("--nodes=3", "--members=node1=h:1/h:2")).isEqualTo(2);

    assertThat(errors)
        .hasToString(
            """
            metastore: --nodes: 4 (expected: an odd number up to 9)
            metastore: server.members: given (expected: none with --nodes 3)
            """);
  }
}
