package lampas.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lampas.acceptance.peer.Command;
import lampas.acceptance.peer.Peer;
import org.junit.jupiter.api.Test;

/** {@code lampas demo}, as a user starts it. */
class DemoTest {
  private static final Path LAUNCHER = Path.of("../lampas").toAbsolutePath();

  @Test
  void theLoopClosesOnEveryRowAndTheDemoExitsWithZero() throws Exception {
    Command demo =
        Command.run(Duration.ofMinutes(5), "", List.of(LAUNCHER.toString(), "demo", "--for", "8s"));

    assertThat(demo.exitCode()).as(demo.output() + demo.errors()).isZero();
    List<String> rows = demo.output().lines().filter(DemoTest::isRow).toList();
    assertThat(rows).hasSizeGreaterThan(50).allMatch(row -> row.endsWith("  ="));
    assertThat(rows).anyMatch(row -> row.startsWith("demo_http_requests_total{"));
    assertThat(rows).anyMatch(row -> row.startsWith("demo_http_request_duration_seconds_count{"));
    assertThat(rows).anyMatch(row -> row.startsWith("demo_orders_open "));
    for (String call :
        List.of(
            "{code=\"OK\", method=\"/etcdserverpb.KV/Put\"}",
            "{code=\"NOT_FOUND\", method=\"/etcdserverpb.KV/Put\"}",
            "{code=\"OUT_OF_RANGE\", method=\"/etcdserverpb.KV/Range\"}",
            "{code=\"OK\", method=\"/etcdserverpb.Lease/LeaseKeepAlive\"}",
            "{code=\"CANCELLED\", method=\"/etcdserverpb.Watch/Watch\"}")) {
      assertThat(rows).anyMatch(row -> row.startsWith("grpc_server_request_total" + call));
    }
    assertThat(rows).anyMatch(row -> row.startsWith("watch_events_sent_total{type=\"delete\"}"));
    assertThat(rows)
        .anyMatch(
            row -> row.startsWith("demo_http_errors_total{") && row.contains("card_declined"));
    for (String series :
        List.of(
            "asdlc_http_requests_total{endpoint=\"/tasks\", method=\"POST\","
                + " service=\"orchestrator\", status=\"202\"}",
            "asdlc_events_processed_total{event_type=\"task\", service=\"workers\","
                + " status=\"failure\"}",
            "asdlc_events_processed_total{event_type=\"task\", service=\"workers\","
                + " status=\"timeout\"}",
            "tta_workflow_executions_total{service=\"workers\", status=\"success\","
                + " workflow_name=\"research\"}",
            "tta_cache_hits_total{",
            "tta_cache_misses_total{",
            "tta_llm_cost_total{model=\"tiny-1\"",
            "tta_llm_unpriced_total{model=\"unlisted-1\"")) {
      assertThat(rows).as(series).anyMatch(row -> row.startsWith(series));
    }
    assertThat(demo.output())
        .containsPattern(
            "ok +tasks accepted = events processed = workflow executions \\((\\d+) = \\1 = \\1\\)")
        .containsPattern("ok +cache hits \\+ misses = lookups \\((\\d+) = \\1\\)");
    for (String row : rows) {
      String[] numbers = row.substring(row.lastIndexOf('}') + 1).strip().split(" +");
      List<String> values =
          new ArrayList<>(List.of(numbers).subList(numbers.length - 6, numbers.length - 1));
      assertThat(values).as(row).containsOnly(values.getFirst());
      assertThat(Double.parseDouble(values.getFirst())).as(row).isPositive();
    }
  }

  private static boolean isRow(String line) {
    return line.endsWith("  =") || line.endsWith("DIFFERENT");
  }

  @Test
  void aTakenPortIsAClearError() throws Exception {
    int port = Peer.freePort();
    try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      List<String> command = new ArrayList<>(Peer.lampasCommand());
      command.addAll(List.of("demo", "--for", "2s", "--server-port", Integer.toString(port)));
      Command demo = Command.run(Duration.ofMinutes(1), "", command);

      assertThat(taken.isBound()).isTrue();
      assertThat(demo.exitCode()).isNotZero();
      assertThat(demo.errors()).contains("127.0.0.1:" + port).doesNotContain("\tat ");
    }
  }
}
