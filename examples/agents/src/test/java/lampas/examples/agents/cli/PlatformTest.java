package lampas.examples.agents.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lampas.examples.agents.Eventually;
import lampas.examples.agents.Http;
import lampas.examples.agents.Scraped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole platform as one command, with its own Redis. */
class PlatformTest {
  private static final String REPORT = "{\"workflow\":\"report\",\"input\":{\"topic\":\"tea\"}}";

  @TempDir private Path folder;

  @Test
  void everythingStartsWorksAndStopsTogether() throws Exception {
    Path last = folder.resolve("last");
    PlatformProcess platform =
        PlatformProcess.start("--last-metrics=" + last, "--service-version=1.2.3");
    try (platform) {
      URI orchestrator = platform.address("orchestrator");
      Http.Reply accepted = Http.post(orchestrator, REPORT);
      assertThat(accepted.status()).isEqualTo(202);
      Eventually.holds(
          "done", () -> Http.get(orchestrator, "/stats").body().contains("\"success\":1,"));
      Scraped scraped = Scraped.from(platform.address("workers"));
      assertThat(
              scraped.value(
                  "tta_workflow_executions_total",
                  "service",
                  "workers",
                  "workflow_name",
                  "report",
                  "status",
                  "success"))
          .contains(1.0);
      assertThat(scraped.value("asdlc_redis_connection_up", "service", "workers")).contains(1.0);
      assertThat(platform.stop()).isEqualTo(143);
    }

    assertThat(platform.output())
        .contains("the redis-server carried by embedded-redis, append-only file in")
        .contains("orchestrator | agents: stopped: orchestrator")
        .contains("workers | agents: stopped: workers");
    assertThat(platform.pids()).hasSize(3);
    assertEnded(platform.pids());
    assertThat(
            Scraped.page(Files.readString(Path.of(last + ".workers")))
                .value("asdlc_service_info", "service", "workers", "version", "1.2.3"))
        .contains(1.0);
    assertThat(
            Scraped.page(Files.readString(Path.of(last + ".orchestrator")))
                .value(
                    "asdlc_tasks_submitted_total", "service", "orchestrator", "status", "accepted"))
        .contains(1.0);
  }

  @Test
  void everythingEndsWhenTheCommandIsKilledAndALostOrchestratorIsTold() throws Exception {
    try (PlatformProcess platform = PlatformProcess.start("--data=" + folder)) {
      platform.kill();
      assertThat(platform.pids()).hasSize(3);
      assertEnded(platform.pids());
    }
    try (PlatformProcess platform = PlatformProcess.start("--data=" + folder)) {
      platform.handle("orchestrator").destroyForcibly();
      Eventually.holds(
          "told",
          () ->
              platform.hasSaid(
                  "orchestrator has ended by itself, exit code 137; it is not started again"));
      assertThat(platform.stop()).isEqualTo(ExitCode.UNAVAILABLE.code());
      assertEnded(platform.pids());
    }
  }

  private static void assertEnded(List<Long> pids) throws Exception {
    Eventually.holds(
        "ended: " + pids,
        () ->
            pids.stream()
                .noneMatch(
                    pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()));
  }
}
