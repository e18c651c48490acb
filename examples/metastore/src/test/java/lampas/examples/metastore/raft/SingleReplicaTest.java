package lampas.examples.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftPeerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleReplicaTest {
  @TempDir Path root;

  @Test
  void entriesAreAppliedInOrderAndGiveTheirResults() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 1).startAll()) {
      assertThat(cluster.put("n1", "a")).isEqualTo("1");
      assertThat(cluster.put("n1", "b")).isEqualTo("2");
      assertThat(cluster.put("n1", "c")).isEqualTo("3");
      assertThat(cluster.state("n1").entries()).containsExactly("a", "b", "c");
      CountingObserver observer = cluster.observer("n1");
      assertThat(observer.committed).hasValue(3);
      assertThat(observer.committedNanos.get()).isBetween(1L, 60_000_000_000L);
      assertThat(observer.failed).hasValue(0);
      assertThat(observer.leaderChanges).hasValue(1);
    }
  }

  @Test
  void statusTellsTermLeaderAndHowFarTheLogIs() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 1).startAll()) {
      cluster.put("n1", "a");
      RaftStatus before = cluster.replica("n1").status();
      assertThat(before.leader()).contains("n1");
      assertThat(before.isLeader()).isTrue();
      assertThat(before.term()).isEqualTo(1);
      assertThat(before.appliedIndex()).isBetween(1L, before.committedIndex());
      cluster.put("n1", "b");
      assertThat(cluster.replica("n1").status().appliedIndex())
          .isGreaterThan(before.appliedIndex());
    }
  }

  @Test
  void manyProposalsAtOnceAreEachAppliedOnce() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 1).startAll()) {
      List<String> wanted = IntStream.range(0, 5000).mapToObj(i -> "e" + i).toList();
      List<CompletableFuture<ByteString>> results =
          wanted.stream()
              .map(text -> cluster.replica("n1").propose(ByteString.copyFromUtf8(text)))
              .toList();
      List<String> places = results.stream().map(r -> r.join().toStringUtf8()).toList();
      assertThat(cluster.state("n1").entries()).containsExactlyInAnyOrderElementsOf(wanted);
      for (int i = 0; i < wanted.size(); i++) {
        int place = Integer.parseInt(places.get(i));
        assertThat(cluster.state("n1").entries().get(place - 1)).isEqualTo(wanted.get(i));
      }
      assertThat(cluster.replica("n1").proposalsInFlight()).isZero();
    }
  }

  @Test
  void aProposalThatComesAgainIsNotAppliedAgainEvenAfterARestartFromASnapshot() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 1).startAll()) {
      cluster.put("n1", "before");
      RaftClientRequest request =
          RaftClientRequest.newBuilder()
              .setClientId(ClientId.randomId())
              .setLeaderId(RaftPeerId.valueOf("n1"))
              .setGroupId(Membership.of(cluster.settings("n1")).groupId())
              .setCallId(7)
              .setMessage(Entries.entry(7, ByteString.copyFromUtf8("once")))
              .setType(RaftClientRequest.writeRequestType())
              .build();
      Message first = cluster.replica("n1").submit(request).join().getMessage();
      assertThat(Entries.result(first).toStringUtf8()).isEqualTo("2");
      Message second = cluster.replica("n1").submit(request).join().getMessage();
      assertThat(Entries.result(second).toStringUtf8()).isEqualTo("2");
      cluster.close("n1");
      cluster.start("n1").catchUp().join();
      assertThat(cluster.state("n1").restored()).isEqualTo(1);
      Message third = cluster.replica("n1").submit(request).join().getMessage();
      assertThat(Entries.isApplied(third)).isFalse();
      assertThat(cluster.state("n1").entries()).containsExactly("before", "once");
    }
  }

  @Test
  void whatWasAcknowledgedIsThereAfterARestart() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 1).startAll()) {
      cluster.put("n1", "a");
      cluster.put("n1", "b");
      cluster.close("n1");
      cluster.start("n1").catchUp().join();
      assertThat(cluster.state("n1").entries()).containsExactly("a", "b");
      assertThat(cluster.put("n1", "c")).isEqualTo("3");
    }
  }

  @Test
  void whatWasAcknowledgedIsInTheFilesOfARunningNode() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 1).startAll()) {
      for (int round = 0; round < 5; round++) {
        List<String> acknowledged = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          cluster.put("n1", round + "-" + i);
        }
        acknowledged.addAll(cluster.state("n1").entries());
        CompletableFuture<ByteString> more =
            cluster.replica("n1").propose(ByteString.copyFromUtf8(round + "-more"));
        Path target = root.resolve("copy" + round);
        copy(cluster.folder("n1"), target.resolve("n1"));
        more.join();
        try (TestCluster copy = new TestCluster(target, 1)) {
          copy.start("n1").catchUp().join();
          assertThat(copy.state("n1").entries()).startsWith(acknowledged.toArray(String[]::new));
          assertThat(copy.put("n1", "after")).isEqualTo("" + copy.state("n1").size());
        }
      }
    }
  }

  @Test
  void aNodeThatEndedBeforeItsFirstWriteStartsAgain() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 1).startAll()) {
      Path target = root.resolve("early");
      copy(cluster.folder("n1"), target.resolve("n1"));
      try (TestCluster copy = new TestCluster(target, 1)) {
        copy.start("n1");
        assertThat(copy.put("n1", "first")).isEqualTo("1");
      }
    }
  }

  @Test
  void aSnapshotReplacesTheLogBeforeIt() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 1).startAll()) {
      /* Two files of the log are full: 600 entries of 30 kB. */
      String large = "x".repeat(30_000);
      IntStream.range(0, 600)
          .mapToObj(i -> cluster.replica("n1").propose(ByteString.copyFromUtf8(large + i)))
          .toList()
          .forEach(CompletableFuture::join);
      long before = logBytes(cluster.folder("n1"));
      cluster.replica("n1").snapshot().join();
      TestCluster.await(() -> logBytes(cluster.folder("n1")) < before / 2);
      assertThat(cluster.observer("n1").snapshots).hasValue(1);
      cluster.put("n1", "last");
      cluster.abandon("n1");
      cluster.start("n1").catchUp().join();
      assertThat(cluster.state("n1").restored()).isEqualTo(1);
      assertThat(cluster.state("n1").size()).isEqualTo(601);
      assertThat(cluster.state("n1").entries().getLast()).isEqualTo("last");
    }
  }

  @Test
  void snapshotsAreWrittenEverySoManyEntriesAndTheLastTwoAreKept() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 1)) {
      cluster.snapshotEvery = 100;
      cluster.startAll();
      for (int i = 0; i < 450; i++) {
        cluster.put("n1", "e" + i);
      }
      TestCluster.await(() -> cluster.observer("n1").snapshots.get() >= 4);
      TestCluster.await(() -> snapshots(cluster.folder("n1")).size() == 2);
      cluster.close("n1");
      cluster.start("n1").catchUp().join();
      assertThat(cluster.state("n1").size()).isEqualTo(450);
    }
  }

  @Test
  void aSnapshotWhoseBytesChangedIsRefused() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 1).startAll()) {
      cluster.put("n1", "a");
      cluster.close("n1");
      Path snapshot = snapshots(cluster.folder("n1")).getFirst();
      byte[] bytes = Files.readAllBytes(snapshot);
      bytes[bytes.length - 1] ^= 1;
      Files.write(snapshot, bytes);
      assertThatThrownBy(() -> cluster.start("n1"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("snapshot " + snapshot + ": digest ");
    }
  }

  @Test
  void aFolderOfAnotherClusterIsRefused() throws IOException {
    try (TestCluster one = new TestCluster(root, 1).startAll();
        TestCluster three = new TestCluster(root, 3)) {
      one.put("n1", "a");
      one.close("n1");
      assertThatThrownBy(() -> three.start("n1"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "folder: "
                  + one.folder("n1")
                  + " holds the data of a cluster with other members"
                  + " (expected: an empty one, or that of these members)");
    }
  }

  @Test
  void aPortThatIsTakenIsAnErrorAndNotTheEndOfTheProcess() throws IOException {
    Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
    try (TestCluster cluster = new TestCluster(root, 1)) {
      int port = cluster.members().getFirst().peerPort();
      try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThatThrownBy(() -> cluster.start("n1"))
            .isInstanceOf(UncheckedIOException.class)
            .hasMessageStartingWith(
                "raft: member n1 does not start at 127.0.0.1:" + taken.getLocalPort())
            .hasMessageContaining("in use");
      }
      cluster.start("n1");
      assertThat(cluster.put("n1", "a")).isEqualTo("1");
    }
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(handler);
  }

  @Test
  void anEntryThatIsTooLargeIsRefusedAtOnce() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 1).startAll()) {
      int most = ReplicaSettings.DEFAULT_MAX_ENTRY_BYTES;
      ByteString tooLarge = ByteString.copyFrom(new byte[most + 1]);
      CompletableFuture<ByteString> refused = cluster.replica("n1").propose(tooLarge);
      assertThat(error(refused)).isEqualTo(EtcdError.REQUEST_TOO_LARGE);
      cluster.replica("n1").propose(tooLarge.substring(1)).join();
      assertThat(cluster.state("n1").size()).isEqualTo(1);
      assertThat(cluster.observer("n1").failed).hasValue(0);
    }
  }

  @Test
  void afterClosingEverythingFailsWithStopped() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 1).startAll()) {
      cluster.put("n1", "a");
      Replica replica = cluster.replica("n1");
      cluster.close("n1");
      assertThat(error(replica.propose(ByteString.copyFromUtf8("b")))).isEqualTo(EtcdError.STOPPED);
      assertThat(error(replica.catchUp())).isEqualTo(EtcdError.STOPPED);
      assertThat(error(replica.snapshot())).isEqualTo(EtcdError.STOPPED);
    }
  }

  @Test
  void anEntryThatCannotBeAppliedEndsTheReplica() throws IOException {
    try (TestCluster cluster = new TestCluster(root, 1).startAll()) {
      cluster.put("n1", "a");
      Replica replica = cluster.replica("n1");
      CompletableFuture<ByteString> poison =
          replica.propose(ByteString.copyFromUtf8(ListState.POISON));
      assertThat(replica.ended().join()).hasMessage("poisoned");
      assertThat(error(poison)).isEqualTo(EtcdError.STOPPED);
      assertThat(error(replica.propose(ByteString.copyFromUtf8("b")))).isEqualTo(EtcdError.STOPPED);
      assertThat(cluster.observer("n1").failed.get()).isPositive();
    }
  }

  static EtcdError error(CompletableFuture<?> future) {
    try {
      future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof EtcdException etcd) {
        return etcd.error();
      }
      throw e;
    }
    throw new AssertionError("no failure");
  }

  /* As a file system snapshot would: the log is appended to meanwhile. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.toList()) {
        Path copied = to.resolve(from.relativize(file).toString());
        try {
          if (Files.isDirectory(file)) {
            Files.createDirectories(copied);
          } else {
            Files.copy(file, copied);
          }
        } catch (NoSuchFileException e) {
          assertThat(file.toString()).as("a file that went meanwhile").contains(".tmp");
        }
      }
    }
  }

  private static long logBytes(Path folder) {
    return files(folder, "log_").stream().mapToLong(file -> file.toFile().length()).sum();
  }

  private static List<Path> snapshots(Path folder) {
    return files(folder, "snapshot.").stream()
        .filter(file -> !file.toString().endsWith(".md5"))
        .toList();
  }

  /* Files come and go meanwhile: what a folder has is asked for once. */
  private static List<Path> files(Path folder, String prefix) {
    List<Path> found = new ArrayList<>();
    File[] inside = folder.toFile().listFiles();
    for (File file : inside == null ? new File[0] : inside) {
      found.addAll(files(file.toPath(), prefix));
      if (file.getName().startsWith(prefix)) {
        found.add(file.toPath());
      }
    }
    return found;
  }
}
