package lampas.acceptance.differential;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code lampas diff} between Prometheus 2.42 and the packaged server in both dialects, with the
 * same samples: windows are closed on the left in Prometheus 2 and open in Prometheus 3.
 */
class DiffCommandTest {
  private static final long START = 1_700_000_100;

  @TempDir private static Path folder;

  @Test
  void theEdgeOfAWindowIsToldFromOtherDifferences() throws Exception {
    StringBuilder text = new StringBuilder("# TYPE jobs counter\n");
    for (int i = 0; i < 40; i++) {
      text.append("jobs_total ").append(3 * i * i).append(' ').append(START + 15L * i).append('\n');
    }
    Path samples = folder.resolve("samples.om");
    Files.writeString(samples, text.append("# EOF\n"));
    try (Peer prometheus = LoadedPeers.prometheus(samples, folder);
        Peer second = LoadedPeers.lampas(samples, "prometheus-2", folder);
        Peer third = LoadedPeers.lampas(samples, "prometheus-3", folder)) {
      String asked = "rate(jobs_total[1m])";
      assertThat(diff(prometheus, second, asked))
          .returns(0, Command::exitCode)
          .satisfies(same -> assertThat(same.output()).startsWith("same: 1 series, 17 samples\n"));

      Command edges = diff(prometheus, third, asked, "--json");
      assertThat(edges.exitCode()).as(edges.errors()).isEqualTo(1);
      JsonNode found = new JsonMapper().readTree(edges.output());
      assertThat(found.get("class").asString()).isEqualTo("window_edges");
      assertThat(found.get("evidence").asString())
          .isEqualTo(
              "asked 1ms later, both sides agree; before, the windows of jobs_total[1m] hold 5"
                  + " samples on the left and 4 on the right, so the left ones are closed on their"
                  + " left edge and the right ones open");
      assertThat(found.at("/first/time").asLong()).isEqualTo(START + 240);
      assertThat(found.at("/count/samples").asInt()).isEqualTo(17);

      assertThat(diff(prometheus, third, asked + " * 0").exitCode()).isZero();
      assertThat(diff(prometheus, third, "rate(").exitCode()).isEqualTo(2);
      prometheus.kill();
      Command down = diff(prometheus, third, asked);
      assertThat(down.exitCode()).isEqualTo(3);
      assertThat(down.errors()).startsWith("lampas: left backend: ");
    }
  }

  private static Command diff(Peer left, Peer right, String promql, String... more)
      throws Exception {
    List<String> command = new ArrayList<>(Peer.lampasCommand());
    command.addAll(List.of("diff", left.address().toString(), right.address().toString(), promql));
    command.addAll(List.of("--since", "4m", "--step", "15s", "--end", String.valueOf(START + 480)));
    command.addAll(List.of(more));
    return Command.run(Duration.ofSeconds(60), "", command);
  }
}
