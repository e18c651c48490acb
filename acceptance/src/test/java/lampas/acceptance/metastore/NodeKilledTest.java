package lampas.acceptance.metastore;

import static lampas.acceptance.metastore.Texts.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.api.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The only node is killed while clients write, and started again with its data: all that was
 * acknowledged is there.
 */
class NodeKilledTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void whatWasAcknowledgedSurvivesAKill(@TempDir Path folder) throws Exception {
    MetastoreNode node = MetastoreNode.alone(folder);
    /* So that the state comes from a snapshot and from the log after it. */
    String snapshots = "--raft.snapshot-every=400";
    Peer running = node.start(snapshots);
    Etcdctl etcdctl = Etcdctl.of(node.endpoint());
    try (Client jetcd = Client.builder().endpoints("http://" + node.endpoint()).build()) {
      String lease = etcdctl.grant(600);
      etcdctl.prints("put", "leased", "1", "--lease=" + lease);
      String shortLease = etcdctl.grant(5);
      etcdctl.prints("put", "leased/shortly", "1", "--lease=" + shortLease);
      etcdctl.prints("user", "add", "ann:a");
      etcdctl.prints("role", "add", "writer");
      etcdctl.prints("role", "grant-permission", "writer", "readwrite", "--prefix", "ann/");
      etcdctl.prints("user", "grant-role", "ann", "writer");
      List<String> watched = new CopyOnWriteArrayList<>();
      Watch.Watcher watcher = JetcdWatches.watch(jetcd, "register/", 1, watched);

      try (RegisterLoad load = RegisterLoad.start(List.of(node.endpoint()), 6, 2)) {
        Wait.until("puts", LIMIT, () -> load.acknowledged(0) >= 1000);
        running.kill();
        running = node.start(snapshots);
        long before = load.acknowledged(0);
        Wait.until("puts again", LIMIT, () -> load.acknowledged(0) >= before + 200);
        load.stop();

        try (EtcdStubs stubs = EtcdStubs.of(node.endpoint())) {
          List<Event> events = WatchedHistory.readAll(stubs);
          System.out.println(WrittenHistory.check(load.puts(), load.gets(), events));
          List<String> written = puts(events);
          Wait.until(
              "the old watch has it all", LIMIT, () -> seen(watched).size() >= written.size());
          assertThat(seen(watched)).isEqualTo(written);
        }
      }
      watcher.close();
      assertThat(etcdctl.prints("lease", "timetolive", lease, "--keys"))
          .startsWith("lease " + lease + " granted with TTL(600s), remaining(")
          .endsWith("attached keys([leased])\n");
      assertThat(etcdctl.prints("user", "get", "ann")).isEqualTo("User: ann\nRoles: writer\n");
      assertThat(etcdctl.prints("role", "get", "writer"))
          .contains("\t[ann/, ann0) (prefix ann/)\n");
      Wait.until(
          "the short lease ends in the new process",
          LIMIT,
          () -> etcdctl.prints("get", "leased/shortly").isEmpty());
      assertThat(etcdctl.prints("get", "leased")).isEqualTo("leased\n1\n");
      assertThat(jetcd.getKVClient().get(bytes("leased")).get().getCount()).isEqualTo(1);
    } finally {
      running.close();
    }
  }

  private static List<String> puts(List<Event> events) {
    return events.stream()
        .map(Event::getKv)
        .filter(kv -> kv.getKey().toStringUtf8().startsWith("register/"))
        .map(kv ->
            "PUT %s=%s @%d"
                .formatted(
                    kv.getKey().toStringUtf8(), kv.getValue().toStringUtf8(), kv.getModRevision()))
        .toList();
  }

  /* jetcd tells that its connection broke, too. */
  private static List<String> seen(List<String> watched) {
    return watched.stream()
        .filter(event -> !event.startsWith("error "))
        .map(event -> event.substring(0, event.indexOf(" was ")))
        .toList();
  }
}
