package lampas.examples.metastore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.AlarmRequest;
import com.ibm.etcd.api.AlarmRequest.AlarmAction;
import com.ibm.etcd.api.AlarmType;
import com.ibm.etcd.api.DefragmentRequest;
import com.ibm.etcd.api.HashKVRequest;
import com.ibm.etcd.api.HashKVResponse;
import com.ibm.etcd.api.HashRequest;
import com.ibm.etcd.api.MaintenanceGrpc;
import com.ibm.etcd.api.MoveLeaderRequest;
import com.ibm.etcd.api.SnapshotRequest;
import com.ibm.etcd.api.SnapshotResponse;
import com.ibm.etcd.api.StatusRequest;
import com.ibm.etcd.api.StatusResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lampas.examples.metastore.state.MetadataState;
import lampas.examples.metastore.state.StateObserver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceServiceTest {
  @TempDir private Path folder;
  private LoopbackNode node;

  @BeforeEach
  void start() {
    node = LoopbackNode.start(folder);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void statusTellsWhoLeadsAndHowFarTheLogIs() {
    node.put("a", "1234");
    node.put("b", "5");
    StatusResponse status = maintenance().status(StatusRequest.getDefaultInstance());

    assertThat(status.getVersion()).isEqualTo("3.4.0");
    assertThat(status.getLeader()).isEqualTo(LoopbackNode.MEMBER.id());
    assertThat(status.getHeader().getMemberId()).isEqualTo(LoopbackNode.MEMBER.id());
    assertThat(status.getHeader().getRevision()).isEqualTo(3);
    assertThat(status.getRaftTerm()).isEqualTo(7);
    assertThat(status.getRaftIndex()).isEqualTo(3);
    assertThat(status.getRaftAppliedIndex()).isEqualTo(2);
    assertThat(status.getDbSize()).isEqualTo(7);
    assertThat(status.getDbSizeInUse()).isEqualTo(7);
    assertThat(status.getErrorsList()).isEmpty();

    node.log().loseLeader();
    StatusResponse alone = maintenance().status(StatusRequest.getDefaultInstance());
    assertThat(alone.getLeader()).isZero();
    assertThat(alone.getErrorsList()).containsExactly("etcdserver: no leader");
  }

  @Test
  void thereAreNoAlarmsAndNoneCanBeRaised() {
    AlarmRequest list = AlarmRequest.newBuilder().setAction(AlarmAction.GET).build();
    assertThat(maintenance().alarm(list).getAlarmsList()).isEmpty();
    assertThatThrownBy(() ->
            maintenance()
                .alarm(
                    AlarmRequest.newBuilder()
                        .setAction(AlarmAction.ACTIVATE)
                        .setAlarm(AlarmType.NOSPACE)
                        .build()))
        .hasMessage("UNIMPLEMENTED: etcdserver: not supported by this server: alarms are not kept");
  }

  @Test
  void defragmentingWritesASnapshotOfTheLog() {
    node.put("a", "1");
    assertThat(
            maintenance()
                .defragment(DefragmentRequest.getDefaultInstance())
                .getHeader()
                .getRevision())
        .isEqualTo(2);
    assertThat(node.log().snapshots()).isEqualTo(1);
  }

  @Test
  void theHashChangesWithTheKeysAndNotWithTime() {
    node.put("a", "1");
    node.put("a", "2");
    HashKVResponse first = maintenance().hashKV(HashKVRequest.getDefaultInstance());
    assertThat(first.getHeader().getRevision()).isEqualTo(3);
    assertThat(first.getHash()).isEqualTo(node.state().hash(0).hash());
    assertThat(maintenance().hash(HashRequest.getDefaultInstance()).getHash())
        .isEqualTo(first.getHash());
    node.put("a", "3");
    assertThat(maintenance().hashKV(HashKVRequest.getDefaultInstance()).getHash())
        .isNotEqualTo(first.getHash());
    assertThat(maintenance().hashKV(HashKVRequest.newBuilder().setRevision(3).build()).getHash())
        .isEqualTo(first.getHash());
    node.compact(3);
    assertThat(maintenance().hashKV(HashKVRequest.getDefaultInstance()).getCompactRevision())
        .isEqualTo(3);
  }

  @Test
  void aSnapshotIsTheWholeStateInSmallParts() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      byte[] value = new byte[5000];
      random.nextBytes(value);
      node.put("a" + i, HexFormat.of().formatHex(value));
    }
    List<SnapshotResponse> parts = new ArrayList<>();
    maintenance().snapshot(SnapshotRequest.getDefaultInstance()).forEachRemaining(parts::add);

    assertThat(parts).hasSizeGreaterThan(10);
    assertThat(parts).allMatch(part -> part.getBlob().size() <= 32 * 1024);
    long total = parts.stream().mapToLong(part -> part.getBlob().size()).sum();
    long sent = 0;
    for (SnapshotResponse part : parts) {
      sent += part.getBlob().size();
      assertThat(part.getRemainingBytes()).isEqualTo(total - sent);
    }
    ByteString whole = ByteString.copyFrom(parts.stream().map(SnapshotResponse::getBlob).toList());
    ByteString pages = whole.substring(0, whole.size() - 32);
    assertThat(pages.size() % 512).isZero();
    assertThat(whole.substring(pages.size()).toByteArray())
        .isEqualTo(MessageDigest.getInstance("SHA-256").digest(pages.toByteArray()));
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    node.state().write(written);
    assertThat(pages.size() - written.size()).isBetween(0, 511);
    MetadataState restored = MetadataState.create(StateObserver.NONE, System::nanoTime);
    restored.restore(pages.substring(0, written.size()).newInput());
    assertThat(restored.revision()).isEqualTo(51);
    assertThat(restored.hash(0)).isEqualTo(node.state().hash(0));
    assertThat(filesLeft()).isZero();
  }

  @Test
  void aSnapshotThatNobodyWaitsForLeavesNoFile() {
    node.put("a", "x".repeat(3 << 20));
    Iterator<SnapshotResponse> parts = maintenance().snapshot(SnapshotRequest.getDefaultInstance());
    assertThat(parts.next().getRemainingBytes()).isPositive();
    assertThat(filesLeft()).isEqualTo(1);
    node.channel().shutdownNow();

    Await.until("no file", () -> filesLeft() == 0);
  }

  @Test
  void theLeaderCannotBeMoved() {
    assertThatThrownBy(() -> maintenance().moveLeader(MoveLeaderRequest.getDefaultInstance()))
        .hasMessage(
            "UNIMPLEMENTED: etcdserver: not supported by this server: the leader moves only when"
                + " it stops or fails");
  }

  private long filesLeft() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private MaintenanceGrpc.MaintenanceBlockingStub maintenance() {
    return MaintenanceGrpc.newBlockingStub(node.channel()).withDeadlineAfter(20, TimeUnit.SECONDS);
  }
}
