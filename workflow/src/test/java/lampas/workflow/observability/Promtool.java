package lampas.workflow.observability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Prometheus's own checker of rules. */
final class Promtool {
  private Promtool() {}

  record Told(int code, String output) {}

  /** Skips the test if it is not on this machine, and fails it there where all has to be. */
  static void require() {
    boolean here =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    if (!here && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("promtool: not on PATH (expected under CI=true)");
    }
    Assumptions.assumeTrue(here, "promtool is not on PATH (Debian: apt-get install prometheus)");
  }

  static Told run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Told(process.waitFor(), output);
  }
}
