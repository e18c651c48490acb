package lampas.examples.metastore.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.etcd.api.AuthenticateRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import lampas.examples.metastore.telemetry.Scraped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running node shows over HTTP of what was done to it over gRPC. */
class NodeTest {
  @TempDir private Path data;

  @Test
  void writesAndReadsAreCountedAtEveryStationOfTheirWay() throws Exception {
    try (RunningNode running = RunningNode.start(data)) {
      Traffic traffic = new Traffic(running.channel);
      traffic.keys().put(Traffic.put("a", "12345"));
      traffic.keys().put(Traffic.put("b", "1"));
      traffic.keys().range(Traffic.get("a"));
      traffic.keys().deleteRange(Traffic.delete("b"));
      assertThatThrownBy(() -> traffic.keys().put(Traffic.put("", "1")))
          .isInstanceOf(StatusRuntimeException.class);

      Scraped scraped = running.scrape();

      assertThat(calls(scraped, "/etcdserverpb.KV/Put", "OK")).isEqualTo(2);
      assertThat(calls(scraped, "/etcdserverpb.KV/Put", "INVALID_ARGUMENT")).isEqualTo(1);
      assertThat(calls(scraped, "/etcdserverpb.KV/Range", "OK")).isEqualTo(1);
      assertThat(calls(scraped, "/etcdserverpb.KV/Txn", "OK")).isZero();
      assertThat(
              scraped.value(
                  "grpc_server_request_duration_seconds_count",
                  "method",
                  "/etcdserverpb.KV/Put",
                  "code",
                  "OK"))
          .contains(2.0);
      assertThat(stored(scraped, "put", "ok")).isEqualTo(2);
      assertThat(stored(scraped, "range", "ok")).isEqualTo(1);
      assertThat(stored(scraped, "delete", "ok")).isEqualTo(1);
      assertThat(scraped.value("mvcc_keys")).contains(1.0);
      assertThat(scraped.value("mvcc_current_revision")).contains(4.0);
      assertThat(scraped.value("raft_proposals_total")).contains(3.0);
      assertThat(scraped.value("raft_proposals_failed_total")).contains(0.0);
      assertThat(scraped.value("raft_commit_duration_seconds_count")).contains(3.0);
      assertThat(scraped.value("raft_is_leader")).contains(1.0);
      assertThat(scraped.value("raft_has_leader")).contains(1.0);
      assertThat(scraped.value("raft_applied_index", "node_id", "node1").orElseThrow())
          .isGreaterThanOrEqualTo(3)
          .isEqualTo(scraped.value("raft_committed_index", "node_id", "node1").orElseThrow());
      assertThat(scraped.value("grpc_server_active_connections")).contains(1.0);
      assertThat(scraped.value("grpc_server_connection_limit")).contains(1000.0);
    }
  }

  @Test
  void compactionShrinksWhatIsStored() throws Exception {
    try (RunningNode running = RunningNode.start(data)) {
      Traffic traffic = new Traffic(running.channel);
      traffic.keys().put(Traffic.put("a", "1".repeat(999)));
      traffic.keys().put(Traffic.put("a", "1"));
      double before = running.scrape().value("mvcc_stored_bytes").orElseThrow();
      traffic.keys().compact(Traffic.compaction(3));

      Scraped after = running.scrape();

      assertThat(before).isEqualTo(1002);
      assertThat(after.value("mvcc_stored_bytes")).contains(2.0);
      assertThat(after.value("mvcc_compaction_total")).contains(1.0);
    }
  }

  @Test
  void aWatchIsActiveUntilItsStreamEndsAndItsEventsAreCounted() throws Exception {
    try (RunningNode running = RunningNode.start(data)) {
      Traffic traffic = new Traffic(running.channel);
      Traffic.Watch watch = traffic.watch("a");
      assertThat(watch.next().getCreated()).isTrue();
      assertThat(running.scrape().value("watch_active_total")).contains(1.0);
      traffic.keys().put(Traffic.put("a", "1"));
      assertThat(watch.next().getEventsCount()).isEqualTo(1);
      traffic.keys().deleteRange(Traffic.delete("a"));
      assertThat(watch.next().getEventsCount()).isEqualTo(1);
      Scraped open = running.scrape();
      watch.requests().onError(Status.CANCELLED.asException());

      assertThat(open.value("watch_events_sent_total", "type", "put")).contains(1.0);
      assertThat(open.value("watch_events_sent_total", "type", "delete")).contains(1.0);
      assertThat(open.value("grpc_server_open_streams", "method", "/etcdserverpb.Watch/Watch"))
          .contains(1.0);
      RunningNode.await("no watch", () -> value(running, "watch_active_total") == 0.0);
    }
  }

  @Test
  void aLeaseThatNobodyRenewsEndsWithItsKeys() throws Exception {
    try (RunningNode running = RunningNode.start(data)) {
      Traffic traffic = new Traffic(running.channel);
      long lease = traffic.leases().leaseGrant(Traffic.lease(1)).getID();
      traffic.keys().put(Traffic.put("a", "1").toBuilder().setLease(lease).build());
      assertThat(running.scrape().value("lease_active_total")).contains(1.0);

      RunningNode.await("the lease's end", () -> value(running, "lease_active_total") == 0.0);

      Scraped scraped = running.scrape();
      assertThat(traffic.keys().range(Traffic.get("a")).getCount()).isZero();
      assertThat(scraped.value("lease_operations_total", "operation", "grant", "status", "ok"))
          .contains(1.0);
      assertThat(scraped.value("lease_operations_total", "operation", "expire", "status", "ok"))
          .contains(1.0);
      assertThat(scraped.value("mvcc_keys")).contains(0.0);
    }
  }

  @Test
  void loginsAndRightsAreCountedByWhatCameOfThem() throws Exception {
    try (RunningNode running = RunningNode.start(data)) {
      Traffic traffic = new Traffic(running.channel);
      traffic.enableAuthentication();
      AuthenticateRequest wrong =
          AuthenticateRequest.newBuilder().setName("root").setPassword("guess").build();
      assertThatThrownBy(() -> traffic.auth().authenticate(wrong)).hasMessageContaining("password");
      assertThatThrownBy(() -> traffic.keys().put(Traffic.put("a", "1")))
          .isInstanceOf(StatusRuntimeException.class);

      Scraped scraped = running.scrape();

      assertThat(scraped.value("auth_authentication_total", "result", "success")).contains(1.0);
      assertThat(scraped.value("auth_authentication_total", "result", "failure")).contains(1.0);
      assertThat(scraped.value("auth_authorization_total", "result", "denied").orElseThrow())
          .isPositive();
      assertThat(stored(scraped, "put", "error")).isEqualTo(1);
    }
  }

  @Test
  void theRateLimitIsOneForUnaryCallsAndStreams() throws Exception {
    try (RunningNode running =
        RunningNode.start(data, "--limits.requests-per-second", "1", "--limits.burst", "1")) {
      Traffic traffic = new Traffic(running.channel);
      /* One call a second is taken: on a slow machine more than the first one may be. */
      RunningNode.await("a refused call", () -> isRefused(traffic));
      RunningNode.await(
          "a refused stream",
          () -> {
            traffic.watch("a");
            return value(
                    running,
                    "grpc_server_rate_limit_hits_total",
                    "method",
                    "/etcdserverpb.Watch/Watch")
                >= 1.0;
          });

      assertThat(
              running
                  .scrape()
                  .value("grpc_server_rate_limit_hits_total", "method", "/etcdserverpb.KV/Put"))
          .contains(1.0);
    }
  }

  private static boolean isRefused(Traffic traffic) {
    try {
      traffic.keys().put(Traffic.put("a", "1"));
      return false;
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      return true;
    }
  }

  @Test
  void theNodesOwnCountsAreThoseOfItsInstruments() throws Exception {
    try (RunningNode running = RunningNode.start(data)) {
      Traffic traffic = new Traffic(running.channel);
      traffic.keys().put(Traffic.put("a", "1"));
      traffic.keys().put(Traffic.put("a", "2"));
      traffic.keys().range(Traffic.get("a"));
      running.channel.shutdown();
      running.node.close();

      CallCounts counts = CallCounts.of(running.node.page().orElseThrow());

      assertThat(counts.table())
          .isEqualTo(
              """
                method                  code                      calls
                /etcdserverpb.KV/Put    OK                            2
                /etcdserverpb.KV/Range  OK                            1
              """);
    }
  }

  @Test
  void whatWasWrittenIsThereAfterARestart() throws Exception {
    try (RunningNode first = RunningNode.start(data)) {
      new Traffic(first.channel).keys().put(Traffic.put("a", "1"));
    }
    try (RunningNode second = RunningNode.start(data)) {
      assertThat(new Traffic(second.channel).keys().range(Traffic.get("a")).getCount())
          .isEqualTo(1);
    }
  }

  /** The folder is copied while the node runs, as a crash would leave it. */
  @Test
  void whatIsAppliedAgainAfterACrashIsNotCountedAgain() throws Exception {
    Path left = data.resolve("left");
    Path crashed = data.resolve("crashed");
    try (RunningNode first = RunningNode.start(left)) {
      new Traffic(first.channel).keys().put(Traffic.put("a", "1"));
      new Traffic(first.channel).keys().put(Traffic.put("a", "2"));
      copy(left, crashed);
    }
    try (RunningNode second = RunningNode.start(crashed)) {
      Traffic traffic = new Traffic(second.channel);
      assertThat(traffic.keys().range(Traffic.get("a")).getHeader().getRevision()).isEqualTo(3);
      assertThat(stored(second.scrape(), "put", "ok")).isZero();

      traffic.keys().put(Traffic.put("a", "3"));

      assertThat(stored(second.scrape(), "put", "ok")).isEqualTo(1);
      assertThat(second.scrape().value("mvcc_current_revision")).contains(4.0);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  @Test
  void theMonitoringPortAnswersHealthAndAnIndex() throws Exception {
    try (RunningNode running = RunningNode.start(data)) {
      URI metrics = running.node.metrics().orElseThrow();

      assertThat(get(metrics.resolve("/health"))).isEqualTo("OK");
      assertThat(get(metrics.resolve("/"))).contains("/metrics");
    }
  }

  @Test
  void switchedOffNothingIsCountedAndNoPortIsListenedOn() throws Exception {
    int port = freePort();
    try (RunningNode running =
        RunningNode.start(
            data,
            "--monitoring.enable-prometheus",
            "false",
            "--monitoring.prometheus-port",
            String.valueOf(port),
            "--limits.requests-per-second",
            "1",
            "--limits.burst",
            "1")) {
      Traffic traffic = new Traffic(running.channel);
      traffic.keys().put(Traffic.put("a", "1"));

      assertThat(running.node.metrics()).isEmpty();
      assertThat(running.node.page()).isEmpty();
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(free.isBound()).isTrue();
      }
      // The limits hold all the same.
      assertThatThrownBy(() -> traffic.keys().put(Traffic.put("a", "2")))
          .hasMessageContaining("RESOURCE_EXHAUSTED");
    }
  }

  @Test
  void aTakenPortIsAnErrorThatNamesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      assertThatThrownBy(() -> RunningNode.start(data, "--monitoring.prometheus-port", port))
          .hasMessageContaining("127.0.0.1:" + port)
          .hasMessageContaining("free port");
      assertThatThrownBy(() ->
              RunningNode.start(data, "--port", port, "--peer-port", String.valueOf(freePort())))
          .isInstanceOf(NodeException.class)
          .hasMessageContaining("127.0.0.1:" + port)
          .hasMessageContaining("free port");
    }
  }

  private static double calls(Scraped scraped, String method, String code) {
    return scraped.value("grpc_server_request_total", "method", method, "code", code).orElseThrow();
  }

  private static double stored(Scraped scraped, String operation, String status) {
    return scraped
        .value(
            "storage_operation_total", "operation", operation, "storage", "mvcc", "status", status)
        .orElseThrow();
  }

  private static double value(RunningNode running, String name, String... labels) {
    try {
      return running.scrape().value(name, labels).orElseThrow();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String get(URI uri) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body()
          .strip();
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket found = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return found.getLocalPort();
    }
  }
}
