package lampas.client.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import lampas.client.Backend;
import org.junit.jupiter.api.Test;

/** The sample of docs/containers.md, compiled, run, and held to the page's text. */
class ContainersPageSampleTest {
  private static final String FAMILY =
      "backendai_container_utilization{container_metric_name=\"mem\",value_type=\"current\",";

  @Test
  void theSamplePrintsWhatContainersUse() throws Exception {
    Backend backend =
        FixtureBackend.of(FAMILY + "kernel_id=\"a\"} 7x40", FAMILY + "kernel_id=\"b\"} NaNx40");
    ContainerSettings settings = ContainerSettings.defaults();
    Clock clock = Clock.fixed(Instant.ofEpochSecond(600), ZoneOffset.UTC);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    // page begins
    ContainerMetrics containers =
        ContainerMetrics.of(backend, ContainerMetricTable.standard(), settings, clock);
    ContainerSnapshot now = containers.live(List.of("mem", "net_rx"), Duration.ofMinutes(5));
    for (ContainerStatistics one : now.containers()) {
      switch (one.metric("mem").current()) {
        case Reading.Present(double bytes) ->
            out.println(one.label(ContainerLabel.KERNEL) + " uses " + bytes + " bytes");
        case Reading.Absent(Reading.Reason reason, String message) ->
            out.println(one.label(ContainerLabel.KERNEL) + " is unknown: " + message);
      }
    }
    // page ends
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "a uses 7.0 bytes", "b is unknown: value: NaN (expected: a finite number)");
  }

  @Test
  void thePageShowsThisVeryCode() throws Exception {
    String source =
        Files.readString(
            Path.of("src/test/java/lampas/client/container/ContainersPageSampleTest.java"));
    String sample =
        source
            .substring(
                source.indexOf("// page begins\n") + "// page begins\n".length(),
                source.indexOf("// page ends\n"))
            .stripIndent();

    assertThat(Files.readString(Path.of("../docs/containers.md")))
        .contains("```java\n" + sample + "```");
  }
}
