package lampas.examples.metastore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.Compare;
import com.ibm.etcd.api.DeleteRangeRequest;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.PutResponse;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RangeResponse;
import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.TxnRequest;
import com.ibm.etcd.api.TxnResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KvServiceTest {
  private final LoopbackNode node = LoopbackNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void whatWasPutIsReadWithItsRevisions() {
    node.put("a", "1");
    PutResponse put = node.kv().put(put("a", "2").toBuilder().setPrevKv(true).build());
    assertThat(put.getPrevKv().getValue().toStringUtf8()).isEqualTo("1");
    assertThat(put.getHeader().getRevision()).isEqualTo(3);
    assertThat(put.getHeader().getMemberId()).isEqualTo(LoopbackNode.MEMBER.id());
    assertThat(put.getHeader().getClusterId())
        .isEqualTo(Members.of(LoopbackNode.MEMBER).clusterId());

    RangeResponse range = node.kv().range(range("a"));
    assertThat(range.getHeader().getRevision()).isEqualTo(3);
    assertThat(range.getHeader().getRaftTerm()).isEqualTo(7);
    assertThat(range.getCount()).isEqualTo(1);
    assertThat(range.getKvs(0).getValue().toStringUtf8()).isEqualTo("2");
    assertThat(range.getKvs(0).getCreateRevision()).isEqualTo(2);
    assertThat(range.getKvs(0).getModRevision()).isEqualTo(3);
    assertThat(range.getKvs(0).getVersion()).isEqualTo(2);
    RangeResponse before = node.kv().range(range("a").toBuilder().setRevision(2).build());
    assertThat(before.getKvs(0).getValue().toStringUtf8()).isEqualTo("1");
  }

  @Test
  void onlyReadsThatAreNotSerializableWaitForTheCluster() {
    node.put("a", "1");
    RangeRequest serializable = range("a").toBuilder().setSerializable(true).build();
    assertThat(node.kv().range(serializable).getKvs(0).getValue().toStringUtf8()).isEqualTo("1");
    assertThat(node.log().catchUps()).isZero();

    assertThat(node.kv().range(range("a")).getCount()).isEqualTo(1);
    assertThat(node.log().catchUps()).isEqualTo(1);

    node.log().failWith(new EtcdException(EtcdError.NO_LEADER));
    assertThat(node.kv().range(serializable).getCount()).isEqualTo(1);
    StatusRuntimeException refused = fails(() -> node.kv().range(range("a")));
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(refused.getStatus().getDescription()).isEqualTo("etcdserver: no leader");
  }

  @Test
  void aTransactionThatOnlyReadsIsNotInTheLog() {
    node.put("a", "1");
    long applied = node.log().status().appliedIndex();
    TxnRequest reads =
        TxnRequest.newBuilder()
            .addCompare(
                Compare.newBuilder()
                    .setKey(ByteString.copyFromUtf8("a"))
                    .setTarget(Compare.CompareTarget.VALUE)
                    .setValue(ByteString.copyFromUtf8("1")))
            .addSuccess(RequestOp.newBuilder().setRequestRange(range("a")))
            .build();
    TxnResponse read = node.kv().txn(reads);
    assertThat(read.getSucceeded()).isTrue();
    assertThat(read.getResponses(0).getResponseRange().getKvs(0).getModRevision()).isEqualTo(2);
    assertThat(read.getHeader().getRevision()).isEqualTo(2);
    assertThat(read.getHeader().getRaftTerm()).isEqualTo(7);
    assertThat(node.log().status().appliedIndex()).isEqualTo(applied);

    TxnRequest writes =
        reads.toBuilder().addSuccess(RequestOp.newBuilder().setRequestPut(put("b", "2"))).build();
    assertThat(node.kv().txn(writes).getHeader().getRevision()).isEqualTo(3);
    assertThat(node.log().status().appliedIndex()).isEqualTo(applied + 1);
    assertThat(node.kv().range(range("b")).getKvs(0).getValue().toStringUtf8()).isEqualTo("2");
  }

  @Test
  void deletedKeysAreCountedAndGone() {
    node.put("a", "1");
    node.put("b", "2");
    DeleteRangeRequest all =
        DeleteRangeRequest.newBuilder()
            .setKey(ByteString.copyFromUtf8("a"))
            .setRangeEnd(ByteString.copyFromUtf8("z"))
            .build();

    assertThat(node.kv().deleteRange(all).getDeleted()).isEqualTo(2);
    assertThat(node.kv().range(range("a")).getCount()).isZero();
    assertThat(node.delete("a")).as("nothing to delete, no revision").isEqualTo(4);
  }

  @Test
  void aPhysicalCompactionIsDoneWhenItIsAnswered() {
    node.put("a", "1");
    node.put("a", "2");
    node.compact(3);

    assertThat(node.log().catchUps()).isEqualTo(1);
    assertThat(node.state().compactedRevision()).isEqualTo(3);
    StatusRuntimeException refused =
        fails(() -> node.kv().range(range("a").toBuilder().setRevision(2).build()));
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.OUT_OF_RANGE);
    assertThat(refused.getStatus().getDescription())
        .isEqualTo("etcdserver: mvcc: required revision has been compacted");
  }

  @Test
  void whatIsWrongWithTheFormDoesNotGetIntoTheLog() {
    TxnRequest.Builder many = TxnRequest.newBuilder();
    for (int i = 0; i < 129; i++) {
      many.addSuccess(RequestOp.newBuilder().setRequestPut(put("k" + i, "")));
    }
    TxnRequest twice =
        TxnRequest.newBuilder()
            .addSuccess(RequestOp.newBuilder().setRequestPut(put("k", "1")))
            .addSuccess(RequestOp.newBuilder().setRequestPut(put("k", "2")))
            .build();

    assertThat(fails(() -> node.kv().put(put("", "x"))))
        .hasMessage("INVALID_ARGUMENT: etcdserver: key is not provided");
    assertThat(fails(() -> node.kv().deleteRange(DeleteRangeRequest.getDefaultInstance())))
        .hasMessage("INVALID_ARGUMENT: etcdserver: key is not provided");
    assertThat(fails(() -> node.kv().range(RangeRequest.getDefaultInstance())))
        .hasMessage("INVALID_ARGUMENT: etcdserver: key is not provided");
    assertThat(fails(() -> node.kv().range(range("a").toBuilder().setSortOrderValue(9).build())))
        .hasMessage("INVALID_ARGUMENT: etcdserver: invalid sort option");
    assertThat(fails(() -> node.kv().txn(many.build())))
        .hasMessage("INVALID_ARGUMENT: etcdserver: too many operations in txn request");
    assertThat(fails(() -> node.kv().txn(twice)))
        .hasMessage("INVALID_ARGUMENT: etcdserver: duplicate key given in txn request");
    assertThat(node.log().status().appliedIndex()).isZero();
  }

  @Test
  void aDefectIsInternalAndTellsNothing() {
    node.log().failWith(new IllegalStateException("password=secret"));
    StatusRuntimeException failed = fails(() -> node.kv().put(put("a", "x")));

    assertThat(failed.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(failed.getStatus().getDescription()).isEqualTo("internal error");
  }

  private static PutRequest put(String key, String value) {
    return PutRequest.newBuilder()
        .setKey(ByteString.copyFromUtf8(key))
        .setValue(ByteString.copyFromUtf8(value))
        .build();
  }

  private static RangeRequest range(String key) {
    return RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)).build();
  }

  private static StatusRuntimeException fails(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call);
  }
}
