package lampas.examples.metastore.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lampas.examples.metastore.config.ConfigurationLoader;
import lampas.examples.metastore.node.Node;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import lampas.model.label.Labels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the load says it sent is what a node counted. */
class LoadCommandTest {
  @TempDir private Path folder;

  private Node node;
  private int port;

  @BeforeEach
  void start() {
    node =
        Node.start(
            ConfigurationLoader.empty()
                .withFlags(
                    Map.of(
                        "--data",
                        folder.resolve("data").toString(),
                        "--port",
                        "0",
                        "--monitoring.prometheus-port",
                        "0"))
                .load());
    port = node.port();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void theBooksOfTheMixedLoadAreWhatTheNodeCounted() throws Exception {
    Path books = folder.resolve("books");

    String said = run("--rate=500", "--for=1s", "--clients=2", "--books=" + books);

    node.close();
    Map<Labels, Double> sent = samples(Files.readString(books));
    Map<Labels, Double> counted = samples(node.page().orElseThrow());
    assertThat(sent).hasSizeGreaterThan(40);
    assertThat(sent.get(call("/etcdserverpb.KV/Put", "NOT_FOUND"))).isPositive();
    assertThat(sent.get(call("/etcdserverpb.Watch/Watch", "CANCELLED"))).isEqualTo(2);
    sent.forEach((series, count) -> assertThat(counted).containsEntry(series, count));
    double calls =
        sent.entrySet().stream()
            .filter(entry -> entry.getKey().metricName().equals("grpc_server_request_total"))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    assertThat(said).isEqualTo("exit code 0: %.0f calls%n".formatted(calls));
  }

  @Test
  void anAnswerThatIsNotAsExpectedEndsTheLoadWithAnError() throws Exception {
    node.close();

    String said = run("--rate=500", "--for=1s", "--clients=1");

    assertThat(said).startsWith("exit code 1: ").contains("failed: ").contains("UNAVAILABLE");
  }

  @Test
  void theFixedRateIsKeptAndEveryCallCounted() throws Exception {
    Path books = folder.resolve("books");

    String said = run("--scenario=kv", "--rate=200", "--for=2s", "--books=" + books);

    assertThat(said).matches("(?s)exit code 0: [0-9]+ requests/s  p50 .* 0 not OK\\R");
    Map<Labels, Double> sent = samples(Files.readString(books));
    assertThat(sent.get(call("/etcdserverpb.KV/Put", "OK"))).isEqualTo(200);
    assertThat(sent.get(call("/etcdserverpb.KV/Range", "OK"))).isEqualTo(200);
  }

  @Test
  void wrongBoundsAreNamed() {
    assertThatThrownBy(() -> new LoadSettings(List.of("a:1"), 0, Duration.ofSeconds(1), 1))
        .hasMessage("rate: 0 (expected: 1 to 50000 requests/s)");
    assertThatThrownBy(() -> new LoadSettings(List.of(), 1, Duration.ofSeconds(1), 1))
        .hasMessage("endpoints: none (expected: host:port)");
    assertThatThrownBy(() -> new LoadSettings(List.of("a:1"), 1, Duration.ZERO, 1))
        .hasMessage("duration: PT0S (expected: more than 0, at most PT1H)");
    assertThatThrownBy(() -> new LoadSettings(List.of("a:1"), 1, Duration.ofSeconds(1), 101))
        .hasMessage("clients: 101 (expected: 1 to 100)");
  }

  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--endpoint=127.0.0.1:" + port);
    int code =
        new CommandLine(new LoadCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out, true))
            .execute(all.toArray(String[]::new));
    return "exit code " + code + ": " + out;
  }

  private static Labels call(String method, String code) {
    return Labels.of("__name__", "grpc_server_request_total", "method", method, "code", code);
  }

  private static Map<Labels, Double> samples(String page) throws IOException {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    return new HashMap<>(
        Exposition.read(new ByteArrayInputStream(bytes), ExpositionSyntax.TEXT, ReadLimits.STANDARD)
            .samples());
  }
}
