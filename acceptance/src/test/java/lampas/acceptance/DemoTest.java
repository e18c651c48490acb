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
    assertThat(rows).hasSizeGreaterThan(30).allMatch(row -> row.endsWith("  ="));
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
