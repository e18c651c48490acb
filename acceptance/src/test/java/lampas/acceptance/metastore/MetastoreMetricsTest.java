package lampas.acceptance.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lampas.acceptance.peer.Api;
import lampas.acceptance.peer.Conversation;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What etcdctl did is found by PromQL, as exact counts, in Debian's Prometheus and in our own
 * server, which both scrape the node.
 */
class MetastoreMetricsTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void whatEtcdctlDidIsFoundByPromql(@TempDir Path folder) throws Exception {
    MetastoreNode node = MetastoreNode.alone(folder);
    try (Peer running = node.start();
        Peer prometheus = Peer.prometheus(folder, configuration(node));
        Peer lampas = Peer.lampasServer(folder, configuration(node))) {
      List<Api> stores = List.of(new Api(prometheus.address()), new Api(lampas.address()));
      Etcdctl etcdctl = Etcdctl.of(node.endpoint());
      requestsByCode(etcdctl, stores);
      watches(etcdctl, stores);
      leases(etcdctl, stores);
      users(etcdctl, stores);
      revisionsAndLog(etcdctl, stores);
      assertThat(running.isAlive()).isTrue();
    }
  }

  private static void requestsByCode(Etcdctl etcdctl, List<Api> stores) {
    finds(stores, Map.of(requests("KV/Put", "OK"), "0"));
    for (int i = 0; i < 7; i++) {
      etcdctl.prints("put", "m/" + i, "12345");
    }
    etcdctl.prints("get", "m/1");
    etcdctl.prints("get", "--prefix", "m/");
    etcdctl.prints("del", "m/1");
    etcdctl.fails(1, "put", "", "no key");
    etcdctl.fails(1, "put", "m/1", "1", "--lease=7");
    etcdctl.fails(1, "get", "m/1", "--rev=1000");
    etcdctl.printsOn("\nput m/1 x\nput m/2 y\n\n\n", "txn");
    etcdctl.failsOn("\nput m/1 x\nput m/1 y\n\n\n", 1, "txn");

    finds(
        stores,
        Map.ofEntries(
            Map.entry(requests("KV/Put", "OK"), "7"),
            Map.entry(requests("KV/Put", "INVALID_ARGUMENT"), "1"),
            Map.entry(requests("KV/Put", "NOT_FOUND"), "1"),
            Map.entry(requests("KV/Range", "OK"), "2"),
            Map.entry(requests("KV/Range", "OUT_OF_RANGE"), "1"),
            Map.entry(requests("KV/DeleteRange", "OK"), "1"),
            Map.entry(requests("KV/Txn", "OK"), "1"),
            Map.entry(requests("KV/Txn", "INVALID_ARGUMENT"), "1"),
            Map.entry(
                "grpc_server_request_duration_seconds_count{method=\"/etcdserverpb.KV/Put\",code=\"OK\"}",
                "7"),
            Map.entry("mvcc_keys", "7"),
            Map.entry("grpc_server_active_connections", "0"),
            Map.entry("sum(grpc_server_panic_total)", "0")));
    finds(
        stores,
        Map.of(
            storage("put", "ok"),
            "7",
            storage("put", "error"),
            "1",
            storage("range", "ok"),
            "2",
            storage("range", "error"),
            "1",
            storage("delete", "ok"),
            "1",
            storage("txn", "ok"),
            "1",
            requests("KV/Compact", "OK"),
            "0"));
  }

  private static void watches(Etcdctl etcdctl, List<Api> stores) {
    finds(stores, Map.of("watch_active_total", "0"));
    long next = etcdctl.revision() + 1;
    try (Conversation watch = etcdctl.start("watch", "mw", "--rev=" + next)) {
      etcdctl.prints("put", "mw", "1");
      etcdctl.prints("put", "mw", "2");
      etcdctl.prints("del", "mw");
      watch.hears("PUT\nmw\n1\nPUT\nmw\n2\nDELETE\nmw\n\n");
      finds(
          stores,
          Map.of(
              "watch_active_total",
              "1",
              "watch_events_sent_total{type=\"put\"}",
              "2",
              "watch_events_sent_total{type=\"delete\"}",
              "1",
              "grpc_server_active_connections",
              "1",
              "grpc_server_in_flight_requests{method=\"/etcdserverpb.Watch/Watch\"}",
              "1"));
    }
    finds(
        stores,
        Map.of(
            "watch_active_total",
            "0",
            "grpc_server_active_connections",
            "0",
            "grpc_server_in_flight_requests{method=\"/etcdserverpb.Watch/Watch\"}",
            "0"));
  }

  private static void leases(Etcdctl etcdctl, List<Api> stores) {
    String kept = etcdctl.grant(600);
    String revoked = etcdctl.grant(600);
    etcdctl.grant(2);
    etcdctl.prints("lease", "keep-alive", "--once", kept);
    etcdctl.prints("lease", "revoke", revoked);
    etcdctl.fails(1, "lease", "revoke", revoked);

    finds(
        stores,
        Map.of(
            leaseOperations("grant", "ok"),
            "3",
            leaseOperations("renew", "ok"),
            "1",
            leaseOperations("revoke", "ok"),
            "1",
            leaseOperations("revoke", "error"),
            "1",
            leaseOperations("expire", "ok"),
            "1",
            "lease_active_total",
            "1"));
  }

  private static void users(Etcdctl etcdctl, List<Api> stores) {
    etcdctl.prints("user", "add", "root:r");
    etcdctl.prints("user", "add", "bob:b");
    etcdctl.prints("auth", "enable");
    Etcdctl root = etcdctl.as("root", "r");
    try {
      etcdctl.as("bob", "wrong").fails(2, "get", "m/1");
      etcdctl.as("bob", "worse").fails(2, "get", "m/1");
      etcdctl.as("bob", "b").fails(1, "get", "m/1");
    } finally {
      root.prints("auth", "disable");
    }

    finds(
        stores,
        Map.of(
            "auth_authentication_total{result=\"success\"}",
            "2",
            "auth_authentication_total{result=\"failure\"}",
            "2",
            "auth_authorization_total{result=\"denied\"}",
            "1",
            requests("Auth/Authenticate", "OK"),
            "2",
            requests("Auth/Authenticate", "INVALID_ARGUMENT"),
            "2",
            requests("KV/Range", "PERMISSION_DENIED"),
            "1"));
  }

  private static void revisionsAndLog(Etcdctl etcdctl, List<Api> stores) {
    long revision = etcdctl.revision();
    etcdctl.prints("compaction", Long.toString(revision - 1));
    JsonNode status = etcdctl.json("endpoint", "status").at("/0/Status");
    String index = status.at("/raftAppliedIndex").asString();

    finds(
        stores,
        Map.of(
            "mvcc_current_revision",
            status.at("/header/revision").asString(),
            "raft_applied_index{node_id=\"node1\"}",
            index,
            "raft_committed_index{node_id=\"node1\"}",
            index,
            "raft_is_leader",
            "1",
            "raft_has_leader",
            "1",
            "mvcc_compaction_total",
            "1"));
  }

  /* What is absent is never taken for a 0: an expression that finds nothing fails. */
  private static void finds(List<Api> stores, Map<String, String> expected) {
    expected.forEach((promql, value) -> {
      for (Api store : stores) {
        try {
          Wait.until(promql + " is " + value, LIMIT, () -> store.has(promql, value));
        } catch (AssertionError late) {
          throw new AssertionError(late.getMessage() + ", not " + store.vector(promql), late);
        }
        assertThat(store.value(promql)).as(promql).isEqualTo(value);
      }
    });
  }

  private static String requests(String method, String code) {
    return "grpc_server_request_total{method=\"/etcdserverpb.%s\",code=\"%s\"}"
        .formatted(method, code);
  }

  private static String storage(String operation, String status) {
    return "storage_operation_total{operation=\"%s\",storage=\"mvcc\",status=\"%s\"}"
        .formatted(operation, status);
  }

  private static String leaseOperations(String operation, String status) {
    return "lease_operations_total{operation=\"%s\",status=\"%s\"}".formatted(operation, status);
  }

  private static String configuration(MetastoreNode node) {
    return """
    global: {scrape_interval: 500ms, scrape_timeout: 500ms}
    scrape_configs:
      - job_name: metastore
        static_configs: [{targets: ["%s"]}]
    """
        .formatted(node.target());
  }
}
