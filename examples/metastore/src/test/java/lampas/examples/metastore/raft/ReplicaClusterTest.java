package lampas.examples.metastore.raft;

import static lampas.examples.metastore.raft.SingleReplicaTest.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import lampas.examples.metastore.error.EtcdError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicaClusterTest {
  @TempDir Path root;

  @Test
  void allMembersApplyTheSameOrderWhereverEntriesWereProposed() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 3).startAll()) {
      List<CompletableFuture<ByteString>> results = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        Replica replica = cluster.replica("n" + (1 + i % 3));
        results.add(replica.propose(ByteString.copyFromUtf8("e" + i)));
      }
      List<Integer> places =
          results.stream().map(r -> Integer.parseInt(r.join().toStringUtf8())).toList();
      cluster.names().forEach(name -> cluster.awaitSize(name, 600));
      List<String> entries = cluster.state("n1").entries();
      assertThat(new HashSet<>(entries)).hasSize(600);
      assertThat(cluster.state("n2").entries()).isEqualTo(entries);
      assertThat(cluster.state("n3").entries()).isEqualTo(entries);
      for (int i = 0; i < 600; i++) {
        assertThat(entries.get(places.get(i) - 1)).isEqualTo("e" + i);
      }
    }
  }

  @Test
  void aReadOnAnyMemberSeesWhatWasAcknowledgedBeforeIt() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 3).startAll()) {
      for (int i = 1; i <= 100; i++) {
        cluster.put(cluster.leader(), "e" + i);
        for (String name : cluster.names()) {
          cluster.replica(name).catchUp().join();
          assertThat(cluster.state(name).size()).as(name).isEqualTo(i);
        }
      }
    }
  }

  @Test
  void aLeaderThatHearsFromNobodyLetsNoReadThrough() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 3)) {
      cluster.proposalTimeout = Duration.ofSeconds(4);
      cluster.startAll();
      String leader = cluster.leader();
      cluster.put(leader, "a");
      cluster.replica(leader).catchUp().join();
      Replica alone = cluster.replica(leader);
      cluster.names().stream().filter(name -> !name.equals(leader)).forEach(cluster::abandon);
      assertThat(error(alone.catchUp())).isIn(EtcdError.TIMEOUT, EtcdError.NO_LEADER);
    }
  }

  @Test
  void everyAcknowledgedEntryIsThereOnceWhenTheLeaderIsLost() throws Exception {
    try (TestCluster cluster = new TestCluster(root, 3).startAll()) {
      String leader = cluster.leader();
      List<Replica> others =
          cluster.names().stream().filter(n -> !n.equals(leader)).map(cluster::replica).toList();
      Collection<String> acknowledged = new ConcurrentLinkedQueue<>();
      AtomicBoolean going = new AtomicBoolean(true);
      List<Thread> writers =
          IntStream.range(0, 8)
              .mapToObj(w -> writer(w, others.get(w % 2), acknowledged, going))
              .toList();
      TestCluster.await(() -> acknowledged.size() > 200);
      long lost = System.nanoTime();
      cluster.abandon(leader);
      int before = acknowledged.size();
      TestCluster.await(() -> acknowledged.size() > before + 300);
      Duration outage = Duration.ofNanos(System.nanoTime() - lost);
      going.set(false);
      for (Thread writer : writers) {
        writer.join();
      }
      assertThat(outage).isLessThan(Duration.ofSeconds(20));
      cluster.start(leader).catchUp().join();
      cluster.replica(cluster.follower()).catchUp().join();
      List<String> entries = cluster.state(leader).entries();
      assertThat(new HashSet<>(entries)).hasSize(entries.size()).containsAll(acknowledged);
      for (String name : cluster.names()) {
        cluster.awaitSize(name, entries.size());
        assertThat(cluster.state(name).entries()).isEqualTo(entries);
      }
    }
  }

  private static Thread writer(
      int number, Replica replica, Collection<String> acknowledged, AtomicBoolean going) {
    return Thread.ofVirtual()
        .start(() -> {
          for (int i = 0; going.get(); i++) {
            String text = "w" + number + "-" + i;
            try {
              replica.propose(ByteString.copyFromUtf8(text)).join();
              acknowledged.add(text);
            } catch (CompletionException e) {
              /* Nobody knows whether it is there: it may be, once. */
              assertThat(e).hasMessageContaining("etcdserver: ");
            }
          }
        });
  }

  @Test
  void aLeaderThatClosesHandsOver() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 3).startAll()) {
      String leader = cluster.leader();
      String follower = cluster.follower();
      cluster.put(follower, "a");
      long changes = cluster.observer(follower).leaderChanges.get();
      cluster.close(leader);
      assertThat(cluster.put(follower, "b")).isEqualTo("2");
      assertThat(cluster.leader()).isNotEqualTo(leader);
      assertThat(cluster.observer(follower).leaderChanges.get()).isGreaterThan(changes);
    }
  }

  @Test
  void aMemberThatWasAwayForLongGetsASnapshot() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 3)) {
      cluster.snapshotEvery = 200;
      cluster.startAll();
      String away = cluster.follower();
      cluster.put(away, "first");
      cluster.abandon(away);
      String large = "x".repeat(20_000);
      IntStream.range(0, 1000)
          .mapToObj(i -> cluster.replica(cluster.leader()).propose(entry(large + i)))
          .toList()
          .forEach(CompletableFuture::join);
      cluster.put(cluster.leader(), "last");
      Replica back = cluster.start(away);
      cluster.awaitSize(away, 1002);
      assertThat(cluster.state(away).restored()).isPositive();
      assertThat(cluster.observer(away).snapshots.get()).isPositive();
      back.catchUp().join();
      assertThat(cluster.state(away).entries())
          .isEqualTo(cluster.state(cluster.leader()).entries());
      assertThat(cluster.put(away, "more")).isEqualTo("1003");
      cluster.abandon(away);
      cluster.start(away).catchUp().join();
      assertThat(cluster.state(away).size()).isEqualTo(1003);
    }
  }

  @Test
  void withoutAMajorityProposalsEndInTimeAndItGoesOnByItself() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 3)) {
      cluster.proposalTimeout = Duration.ofSeconds(3);
      Replica alone = cluster.start("n1");
      long start = System.nanoTime();
      CompletableFuture<ByteString> write = alone.propose(entry("nowhere"));
      CompletableFuture<Void> read = alone.catchUp();
      assertThat(error(write)).isEqualTo(EtcdError.NO_LEADER);
      assertThat(error(read)).isEqualTo(EtcdError.NO_LEADER);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
      assertThat(alone.status().leader()).isEmpty();
      cluster.start("n2");
      cluster.leader();
      TestCluster.await(() -> applied(alone, "here"));
      assertThat(cluster.state("n1").entries()).contains("here").doesNotContain("nowhere");
      cluster.abandon("n2");
      assertThat(error(alone.propose(entry("lost")))).isIn(EtcdError.TIMEOUT, EtcdError.NO_LEADER);
    }
  }

  @Test
  void aClusterStartsAgainWithAllThatItHad() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 3).startAll()) {
      for (int i = 0; i < 50; i++) {
        cluster.put(cluster.follower(), "e" + i);
      }
      List<String> entries = cluster.state(cluster.leader()).entries();
      cluster.names().forEach(cluster::abandon);
      cluster.startAll();
      for (String name : cluster.names()) {
        cluster.replica(name).catchUp().join();
        assertThat(cluster.state(name).entries()).isEqualTo(entries);
      }
    }
  }

  private static boolean applied(Replica replica, String text) {
    try {
      replica.propose(entry(text)).join();
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }

  private static ByteString entry(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
