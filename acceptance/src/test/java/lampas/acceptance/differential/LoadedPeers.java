package lampas.acceptance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lampas.acceptance.peer.Command;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Programs;

/** Programs that answer from the samples of an OpenMetrics file. */
final class LoadedPeers {
  private LoadedPeers() {}

  static Peer prometheus(Path samples, Path folder) throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    Command blocks =
        Command.run(
            Duration.ofSeconds(60),
            "",
            List.of(
                Programs.require("promtool"),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                samples.toString(),
                data.toString()));
    assertThat(blocks.exitCode()).as(blocks.errors()).isZero();
    Path configuration = Files.writeString(folder.resolve("empty.yml"), "global: {}\n");
    int port = Peer.freePort();
    return Peer.start(
        port,
        "/-/ready",
        folder,
        List.of(
            Programs.require("prometheus"),
            "--config.file=" + configuration,
            "--storage.tsdb.path=" + data,
            "--storage.tsdb.retention.time=100y",
            "--log.level=warn",
            "--web.listen-address=127.0.0.1:" + port));
  }

  static Peer lampas(Path samples, String dialect, Path folder) {
    int port = Peer.freePort();
    return Peer.lampas(
        port,
        folder,
        List.of(
            "server",
            "--load",
            samples.toString(),
            "--dialect",
            dialect,
            "--listen",
            "127.0.0.1:" + port));
  }
}
