package lampas.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ScrapeConfigCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(errors));
    return command.execute(arguments);
  }

  @Test
  void aServiceBecomesAJobWithItsTargets() {
    int code =
        run(
            "scrape-config",
            "generate",
            "orchestrator=127.0.0.1:8080",
            "workers=10.0.0.1:8081",
            "workers=10.0.0.2:8081",
            "--interval=1m");

    assertThat(code).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            scrape_configs:
              - job_name: "orchestrator"
                scrape_interval: 1m
                static_configs:
                  - targets:
                      - "127.0.0.1:8080"
              - job_name: "workers"
                scrape_interval: 1m
                static_configs:
                  - targets:
                      - "10.0.0.1:8081"
                      - "10.0.0.2:8081"
            """);
  }

  @Test
  void whatIsGeneratedHasNoFinding() throws IOException {
    run("scrape-config", "generate", "orchestrator=localhost:8080", "workers=[::1]:8081");
    Path file = Files.writeString(folder.resolve("scrape.yml"), out.toString());
    out.getBuffer().setLength(0);

    assertThat(run("scrape-config", "check", file.toString())).isZero();
    assertThat(out).hasToString(file + ": 2 jobs, 2 targets, each scraped once\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8080",
        "=a:1",
        "x=",
        "x=host",
        "x=host:0",
        "x=host:65536",
        "x=host:80/path",
        "a\"b=host:80",
        "a b=host:80",
        "x=host:80\n"
      })
  void aTargetThatIsNoneIsRefused(String target) {
    assertThat(run("scrape-config", "generate", target)).isEqualTo(ExitCode.USAGE.code());
    assertThat(errors.toString())
        .contains(
            "target: "
                + target
                + " (expected: SERVICE=HOST:PORT, such as orchestrator=127.0.0.1:8080)");
    assertThat(out).hasToString("");
  }

  @Test
  void aTargetIsNotWrittenTwice() {
    assertThat(run("scrape-config", "generate", "a=h:1", "b=h:1")).isEqualTo(ExitCode.USAGE.code());
    assertThat(errors.toString()).contains("target: h:1 comes twice (expected: once)");
  }

  @Test
  void anIntervalThatIsNoneIsRefused() {
    assertThat(run("scrape-config", "generate", "a=h:1", "--interval=soon"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(run("scrape-config", "generate", "a=h:1", "--interval=0s"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(errors.toString())
        .contains("--interval: soon (expected: a duration, such as 15s)")
        .contains("--interval: 0s (expected: above 0s)");
  }

  @Test
  void aPageThatIsScrapedTwiceIsAFinding() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("lampas.yml"),
            """
            scrape_configs:
              - job_name: node
                static_configs:
                  - targets: ["localhost:8080", "127.0.0.1:8081"]
              - job_name: agents
                static_configs:
                  - targets: ["127.0.0.1:8080"]
              - job_name: other
                metrics_path: /other
                static_configs:
                  - targets: ["127.0.0.1:8080"]
              - job_name: parameters
                params: { "name[]": [up] }
                static_configs:
                  - targets: ["127.0.0.1:8080"]
            """);

    assertThat(run("scrape-config", "check", file.toString()))
        .isEqualTo(ExitCode.CHECK_FAILED.code());
    assertThat(out)
        .hasToString(
            "http://127.0.0.1:8080/metrics: scraped as {instance=\"localhost:8080\", job=\"node\"}"
                + " and as {instance=\"127.0.0.1:8080\", job=\"agents\"}"
                + " (expected: once; sums over both count everything twice)\n");
  }

  @Test
  void theSamePageUnderTwoLabelsOfOneJobIsAFinding() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("lampas.yml"),
            """
            scrape_configs:
              - job_name: a
                static_configs:
                  - targets: ["h"]
                    labels: { zone: one }
                  - targets: ["h:80"]
                    labels: { zone: two }
            """);

    assertThat(run("scrape-config", "check", file.toString()))
        .isEqualTo(ExitCode.CHECK_FAILED.code());
    assertThat(out.toString()).startsWith("http://h:80/metrics: scraped as {");
  }

  @Test
  void aFileThatIsWrongIsNoFindingButAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("lampas.yml"), "scrape_configs: 7\n");

    assertThat(run("scrape-config", "check", file.toString())).isEqualTo(ExitCode.USAGE.code());
    assertThat(errors.toString()).contains("scrape_configs");
  }

  @Test
  void annotationsOfPodsStandInFrontOfTheJobThatFindsThem() {
    assertThat(run("scrape-config", "generate", "workers=127.0.0.1:8081", "--kubernetes")).isZero();
    assertThat(out.toString())
        .startsWith(
            """
            # The pod template of workers:
            #   metadata:
            #     labels:
            #       app.kubernetes.io/name: "workers"
            #     annotations:
            #       prometheus.io/scrape: "true"
            #       prometheus.io/port: "8081"
            #       prometheus.io/path: "/metrics"
            scrape_configs:
              - job_name: kubernetes-pods
                scrape_interval: 15s
            """);
  }
}
