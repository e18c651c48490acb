package lampas.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lampas.acceptance.peer.Command;
import lampas.acceptance.peer.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that answers from a file of samples. */
class LoadTest {
  @TempDir private Path folder;

  @Test
  void theSubcommandsAskAServerThatLoadedAFile() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("old.om"),
            "# TYPE jobs counter\njobs_total 1 1000000000\njobs_total 4 1000000060\n# EOF\n");
    int port = Peer.freePort();
    List<String> arguments =
        List.of(
            "server",
            "--load",
            file.toString(),
            "--dialect",
            "prometheus-2",
            "--listen",
            "127.0.0.1:" + port);
    try (Peer lampas = Peer.lampas(port, folder, arguments)) {
      assertThat(lampas.log()).contains("lampas: loaded 2 samples of 1 series from " + file);
      String url = lampas.address().toString();
      assertThat(
              run("query", "increase(jobs_total[1m])", "--time", "1000000060", "--url", url)
                  .output())
          .isEqualTo("{} => 3 @[1000000060]\n");
      String[] range = {
        "range", "jobs_total", "--end", "1000000060", "--since", "1m", "--step", "30s", "--url", url
      };
      assertThat(run(range).output()).contains("1 @[1000000030]").contains("4 @[1000000060]");
    }
  }

  @Test
  void aFileThatIsWrongIsRefusedWithItsLine() throws Exception {
    Path file = Files.writeString(folder.resolve("wrong.om"), "a 1 5\na 1 4\n# EOF\n");

    Command server = run("server", "--load", file.toString(), "--listen", "127.0.0.1:0");

    assertThat(server.exitCode()).isEqualTo(2);
    assertThat(server.errors())
        .isEqualTo(
            "lampas: %s:2: timestamp: 4 (expected: after the series' sample before)\n"
                .formatted(file));
  }

  private static Command run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(Peer.lampasCommand());
    command.addAll(List.of(arguments));
    return Command.run(Duration.ofSeconds(60), "", command);
  }
}
