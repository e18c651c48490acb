package lampas.acceptance.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lampas.acceptance.peer.Api;
import lampas.acceptance.peer.Http;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The leader of three nodes is killed while clients write, and comes back: nothing that was
 * acknowledged is lost or there twice, and Prometheus has seen what happened.
 */
class LeaderKilledTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int WRITERS = 6;
  private static final int READERS = 3;
  private static final int ENOUGH = 100;
  private static final String PUTS = "grpc_server_request_total{method=\"/etcdserverpb.KV/Put\"";

  @TempDir private static Path folder;

  private final List<MetastoreNode> nodes = MetastoreNode.cluster(3, folder);
  private final List<Peer> processes = new ArrayList<>();

  @Test
  void nothingAcknowledgedIsLostWhenTheLeaderIsKilled() throws Exception {
    long started = System.nanoTime();
    startAll();
    try (Peer prometheus = Peer.prometheus(folder, configuration())) {
      Api api = new Api(prometheus.address());
      Wait.until("there is one leader", LIMIT, () -> api.has("sum(raft_is_leader)", "1"));
      int leader = leader();
      List<Integer> survivors =
          IntStream.range(0, 3).filter(node -> node != leader).boxed().toList();
      List<String> endpoints = nodes.stream().map(MetastoreNode::endpoint).toList();
      try (RegisterLoad load = RegisterLoad.start(endpoints, WRITERS, READERS)) {
        awaitPuts(load, List.of(0, 1, 2));
        Map<Integer, String> changes = leaderChanges(api, survivors);

        long killed = System.nanoTime();
        System.out.printf(
            "three nodes and %d puts by each after %d ms%n", ENOUGH, millis(started, killed));
        processes.get(leader).kill();
        awaitPuts(load, survivors);
        long went = System.nanoTime();
        assertThat(leader()).isIn(survivors);
        processes.set(leader, nodes.get(leader).start());
        awaitPuts(load, List.of(0, 1, 2));
        load.stop();
        System.out.printf(
            "killed; %d puts by each survivor after %d ms, by all three after %d ms%n",
            ENOUGH, millis(killed, went), millis(went, System.nanoTime()));

        countsAreThoseOfTheClients(api, load, survivors);
        leaderChangesWereSeen(api, survivors, changes);
        noCounterWentBack(api, prometheus, survivors);
        for (String endpoint : endpoints) {
          try (EtcdStubs node = EtcdStubs.of(endpoint)) {
            System.out.println(
                endpoint
                    + ": "
                    + WrittenHistory.check(load.puts(), load.gets(), WatchedHistory.readAll(node)));
          }
        }
      }
    } finally {
      processes.forEach(Peer::close);
    }
  }

  private void startAll() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<Peer>> started =
          nodes.stream().map(node -> threads.submit(() -> node.start())).toList();
      for (Future<Peer> node : started) {
        processes.add(node.get());
      }
    }
  }

  /* The only node that says of itself that it leads. */
  private int leader() {
    List<Integer> leaders = new ArrayList<>();
    Wait.until(
        "one node says that it leads",
        LIMIT,
        () -> {
          leaders.clear();
          for (int node = 0; node < 3; node++) {
            if (processes.get(node).isAlive()) {
              Optional<JsonNode> status = Etcdctl.of(nodes.get(node).endpoint()).status();
              if (status.filter(LeaderKilledTest::isOfLeader).isPresent()) {
                leaders.add(node);
              }
            }
          }
          return leaders.size() == 1;
        });
    return leaders.getFirst();
  }

  private static boolean isOfLeader(JsonNode status) {
    return !status.at("/leader").isMissingNode()
        && status.at("/leader").equals(status.at("/header/member_id"));
  }

  private static void awaitPuts(RegisterLoad load, List<Integer> nodes) {
    Map<Integer, Long> before =
        nodes.stream().collect(Collectors.toMap(node -> node, load::acknowledged));
    before.forEach((node, count) ->
        Wait.until("puts by node " + node, LIMIT, () -> load.acknowledged(node) >= count + ENOUGH));
  }

  /* A call that its client gave up may be anything to the server; all others are known to both. */
  private void countsAreThoseOfTheClients(Api api, RegisterLoad load, List<Integer> survivors) {
    for (int node : survivors) {
      List<RegisterLoad.Put> puts = load.puts().stream().filter(put -> put.node() == node).toList();
      Map<Status.Code, Long> outcomes =
          puts.stream()
              .collect(Collectors.groupingBy(RegisterLoad.Put::outcome, Collectors.counting()));
      long givenUp = outcomes.getOrDefault(Status.Code.DEADLINE_EXCEEDED, 0L);
      String all = "sum(" + PUTS + ",instance=\"" + nodes.get(node).target() + "\"})";
      Wait.until(
          all + " is " + puts.size() + " as clients count " + outcomes,
          LIMIT,
          () -> api.has(all, Integer.toString(puts.size())));
      String okay = PUTS + ",code=\"OK\",instance=\"" + nodes.get(node).target() + "\"}";
      long acknowledged = load.acknowledged(node);
      assertThat(Long.parseLong(api.value(okay)))
          .as(okay + ", clients: " + outcomes)
          .isBetween(acknowledged, acknowledged + givenUp);
    }
  }

  private static long millis(long from, long to) {
    return Duration.ofNanos(to - from).toMillis();
  }

  private Map<Integer, String> leaderChanges(Api api, List<Integer> survivors) {
    return survivors.stream()
        .collect(Collectors.toMap(node -> node, node -> api.value(leaderChangesOf(node))));
  }

  private String leaderChangesOf(int node) {
    return "raft_leader_changes_total{instance=\"" + nodes.get(node).target() + "\"}";
  }

  private void leaderChangesWereSeen(
      Api api, List<Integer> survivors, Map<Integer, String> before) {
    Wait.until("all scrapes work", LIMIT, () -> api.has("sum(up)", "3"));
    assertThat(api.value("sum(raft_is_leader)")).isEqualTo("1");
    assertThat(api.value("sum(raft_has_leader)")).isEqualTo("3");
    for (int node : survivors) {
      String changes = before.get(node);
      assertThat(Double.parseDouble(api.value(leaderChangesOf(node))))
          .isGreaterThan(Double.parseDouble(changes == null ? "NaN" : changes));
    }
    Wait.until(
        "all nodes have applied the same",
        LIMIT,
        () -> api.has("max(raft_applied_index) - min(raft_applied_index)", "0"));
  }

  /* Counters of those that lived on never fall; of the one that was killed once, by its restart. */
  private void noCounterWentBack(Api api, Peer prometheus, List<Integer> survivors) {
    String living =
        survivors.stream().map(node -> nodes.get(node).target()).collect(Collectors.joining("|"));
    List<String> names = counters(prometheus);
    assertThat(names).contains("grpc_server_request_total", "raft_proposals_total");
    for (String name : names) {
      assertThat(api.vector("resets(%s{instance=~\"%s\"}[10m]) > 0".formatted(name, living)))
          .as(name)
          .isEmpty();
      assertThat(api.vector("resets(%s[10m]) > 1".formatted(name))).as(name).isEmpty();
      assertThat(api.vector("rate(%s[10m]) < 0".formatted(name))).as(name).isEmpty();
    }
    assertThat(
            api.vector(
                "resets(grpc_server_request_total{method=\"/etcdserverpb.KV/Put\"}[10m]) > 0"))
        .isNotEmpty();
  }

  private static List<String> counters(Peer prometheus) {
    JsonNode metadata =
        Http.get(prometheus.address().resolve("/api/v1/metadata")).json().get("data");
    List<String> names = new ArrayList<>();
    metadata
        .properties()
        .forEach(family -> {
          String type = family.getValue().at("/0/type").asString();
          if (type.equals("counter")) {
            names.add(
                family.getKey().endsWith("_total") ? family.getKey() : family.getKey() + "_total");
          } else if (type.equals("histogram")) {
            List.of("_count", "_sum", "_bucket").forEach(end -> names.add(family.getKey() + end));
          }
        });
    return names;
  }

  private String configuration() {
    return """
    global: {scrape_interval: 500ms, scrape_timeout: 500ms}
    scrape_configs:
      - job_name: metastore
        static_configs: [{targets: [%s]}]
    """
        .formatted(
            nodes.stream()
                .map(node -> "\"" + node.target() + "\"")
                .collect(Collectors.joining(", ")));
  }
}
