package lampas.examples.metastore.state;

import static lampas.examples.metastore.state.StateAssertions.assertFails;
import static lampas.examples.metastore.state.StateAssertions.assertRevision;
import static lampas.examples.metastore.state.StateAssertions.texts;
import static lampas.examples.metastore.state.StateDriver.bytes;
import static lampas.examples.metastore.state.StateDriver.putRequest;
import static lampas.examples.metastore.state.StateDriver.rangeRequest;
import static lampas.examples.metastore.state.TxnRequests.compare;
import static lampas.examples.metastore.state.TxnRequests.delete;
import static lampas.examples.metastore.state.TxnRequests.nested;
import static lampas.examples.metastore.state.TxnRequests.put;
import static lampas.examples.metastore.state.TxnRequests.range;
import static lampas.examples.metastore.state.TxnRequests.value;
import static lampas.examples.metastore.state.TxnRequests.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.etcd.api.Compare;
import com.ibm.etcd.api.Compare.CompareResult;
import com.ibm.etcd.api.Compare.CompareTarget;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.ResponseHeader;
import com.ibm.etcd.api.TxnRequest;
import lampas.examples.metastore.auth.Caller;
import org.junit.jupiter.api.Test;

class TransactionTest {
  private final StateDriver state = new StateDriver();

  private boolean holds(Compare compare) {
    return state.txn(TxnRequest.newBuilder().addCompare(compare)).getSucceeded();
  }

  @Test
  void oneTransactionIsOneRevision() {
    var response =
        state.txn(TxnRequest.newBuilder().addSuccess(put("a", "1")).addSuccess(put("b", "2")));
    assertThat(response.getSucceeded()).isTrue();
    assertThat(response.getHeader()).isEqualTo(ResponseHeader.newBuilder().setRevision(2).build());
    assertThat(response.getResponses(1).getResponsePut().getHeader().getRevision()).isEqualTo(2);
    assertThat(texts(state.range("a", "c").getKvsList()))
        .containsExactly("a=1 c2 m2 v1", "b=2 c2 m2 v1");
  }

  @Test
  void aTransactionThatWritesNothingMakesNoRevision() {
    state.put("a", "1");
    var response =
        state.txn(TxnRequest.newBuilder().addSuccess(delete("b", "")).addSuccess(range("a", "")));
    assertThat(response.getHeader().getRevision()).isEqualTo(2);
    assertRevision(state, 2);
  }

  @Test
  void itsReadsSeeItsEarlierWrites() {
    state.put("a", "1");
    var response =
        state.txn(
            TxnRequest.newBuilder()
                .addSuccess(range("a", "z"))
                .addSuccess(put("b", "2"))
                .addSuccess(range("a", "z"))
                .addSuccess(delete("a", ""))
                .addSuccess(range("a", "z"))
                .addSuccess(range(rangeRequest("a", "z").setRevision(2))));
    assertThat(texts(response.getResponses(0).getResponseRange().getKvsList()))
        .containsExactly("a=1 c2 m2 v1");
    assertThat(response.getResponses(0).getResponseRange().getHeader().getRevision()).isEqualTo(2);
    assertThat(texts(response.getResponses(2).getResponseRange().getKvsList()))
        .containsExactly("a=1 c2 m2 v1", "b=2 c3 m3 v1");
    assertThat(response.getResponses(2).getResponseRange().getHeader().getRevision()).isEqualTo(3);
    assertThat(response.getResponses(3).getResponseDeleteRange().getDeleted()).isEqualTo(1);
    assertThat(texts(response.getResponses(4).getResponseRange().getKvsList()))
        .containsExactly("b=2 c3 m3 v1");
    assertThat(texts(response.getResponses(5).getResponseRange().getKvsList()))
        .containsExactly("a=1 c2 m2 v1");
  }

  @Test
  void comparisonsChooseTheBranch() {
    state.put("a", "1");
    TxnRequest.Builder request =
        TxnRequest.newBuilder()
            .addCompare(value("a", CompareResult.EQUAL, "1"))
            .addCompare(version("a", CompareResult.EQUAL, 2))
            .addSuccess(put("b", "then"))
            .addFailure(put("b", "else"));
    assertThat(state.txn(request).getSucceeded()).isFalse();
    assertThat(texts(state.range("b", "").getKvsList())).containsExactly("b=else c3 m3 v1");
    state.put("a", "1");
    assertThat(state.txn(request).getSucceeded()).isTrue();
    assertThat(texts(state.range("b", "").getKvsList())).containsExactly("b=then c3 m5 v2");
  }

  @Test
  void everyTargetIsComparedByEveryOperator() {
    state.grant(7, 60);
    state.put("x", "");
    state.put(putRequest("a", "m").setLease(7));
    state.put(putRequest("a", "m").setLease(7));
    record Target(CompareTarget target, long number) {}
    for (Target target :
        new Target[] {
          new Target(CompareTarget.VERSION, 2),
          new Target(CompareTarget.CREATE, 3),
          new Target(CompareTarget.MOD, 4),
          new Target(CompareTarget.LEASE, 7)
        }) {
      for (int difference = -1; difference <= 1; difference++) {
        for (CompareResult result :
            new CompareResult[] {
              CompareResult.EQUAL,
              CompareResult.GREATER,
              CompareResult.LESS,
              CompareResult.NOT_EQUAL
            }) {
          Compare.Builder compare = compare("a", target.target(), result);
          long number = target.number() + difference;
          switch (target.target()) {
            case VERSION -> compare.setVersion(number);
            case CREATE -> compare.setCreateRevision(number);
            case MOD -> compare.setModRevision(number);
            case LEASE -> compare.setLease(number);
            default -> throw new IllegalStateException();
          }
          boolean expected =
              switch (result) {
                case EQUAL -> difference == 0;
                case GREATER -> difference < 0;
                case LESS -> difference > 0;
                default -> difference != 0;
              };
          assertThat(holds(compare.build()))
              .as("%s %s %d", target, result, difference)
              .isEqualTo(expected);
        }
      }
    }
    assertThat(holds(value("a", CompareResult.GREATER, "l"))).isTrue();
    assertThat(holds(value("a", CompareResult.GREATER, "m"))).isFalse();
    assertThat(holds(value("a", CompareResult.LESS, "m0"))).isTrue();
    assertThat(holds(value("a", CompareResult.NOT_EQUAL, "m"))).isFalse();
  }

  @Test
  void anAbsentKeyHasNoValueAndNumbersOfZero() {
    assertThat(holds(value("a", CompareResult.EQUAL, ""))).isFalse();
    assertThat(holds(value("a", CompareResult.NOT_EQUAL, "x"))).isFalse();
    assertThat(holds(version("a", CompareResult.EQUAL, 0))).isTrue();
    assertThat(holds(version("a", CompareResult.GREATER, 0))).isFalse();
    assertThat(
            holds(
                compare("a", CompareTarget.CREATE, CompareResult.LESS)
                    .setCreateRevision(1)
                    .build()))
        .isTrue();
    assertThat(holds(compare("a", CompareTarget.MOD, CompareResult.EQUAL).build())).isTrue();
    assertThat(holds(compare("a", CompareTarget.LEASE, CompareResult.EQUAL).build())).isTrue();
  }

  @Test
  void aComparisonOfARangeMustHoldForEveryKey() {
    state.put("a", "1");
    state.put("b", "1");
    Compare.Builder compare =
        compare("a", CompareTarget.VALUE, CompareResult.EQUAL)
            .setValue(bytes("1"))
            .setRangeEnd(bytes("z"));
    assertThat(holds(compare.build())).isTrue();
    state.put("c", "2");
    assertThat(holds(compare.build())).isFalse();
    assertThat(holds(compare.setKey(bytes("d")).build())).isFalse();
    assertThat(
            holds(
                compare("d", CompareTarget.VERSION, CompareResult.EQUAL)
                    .setRangeEnd(bytes("z"))
                    .build()))
        .isTrue();
  }

  @Test
  void nestedTransactionsChooseByWhatWasThereBefore() {
    var inner =
        TxnRequest.newBuilder()
            .addCompare(version("a", CompareResult.EQUAL, 0))
            .addSuccess(put("b", "new"))
            .addFailure(put("b", "old"));
    var response =
        state.txn(TxnRequest.newBuilder().addSuccess(put("a", "1")).addSuccess(nested(inner)));
    assertThat(response.getResponses(1).getResponseTxn().getSucceeded()).isTrue();
    assertThat(texts(state.range("a", "z").getKvsList()))
        .containsExactly("a=1 c2 m2 v1", "b=new c2 m2 v1");
    assertThat(response.getResponses(1).getResponseTxn().getHeader())
        .isEqualTo(ResponseHeader.getDefaultInstance());
  }

  @Test
  void aTransactionFailsWholly() {
    state.put("a", "1");
    byte[] before = snapshot();
    assertFails(
        () ->
            state.txn(
                TxnRequest.newBuilder()
                    .addSuccess(put("b", "1"))
                    .addSuccess(range(rangeRequest("a", "").setRevision(3)))),
        "etcdserver: mvcc: required revision is a future revision");
    assertFails(
        () ->
            state.txn(
                TxnRequest.newBuilder()
                    .addSuccess(delete("a", ""))
                    .addSuccess(
                        RequestOp.newBuilder()
                            .setRequestPut(putRequest("b", "1").setLease(9))
                            .build())),
        "etcdserver: requested lease not found");
    assertFails(
        () ->
            state.txn(
                TxnRequest.newBuilder()
                    .addSuccess(put("c", "1"))
                    .addSuccess(
                        nested(
                            TxnRequest.newBuilder()
                                .addSuccess(
                                    RequestOp.newBuilder()
                                        .setRequestPut(
                                            PutRequest.newBuilder()
                                                .setKey(bytes("b"))
                                                .setIgnoreValue(true)))))),
        "etcdserver: key not found");
    assertThat(snapshot()).isEqualTo(before);
    assertThat(texts(state.range("a", "z").getKvsList())).containsExactly("a=1 c2 m2 v1");
  }

  @Test
  void anErrorInTheBranchThatIsNotTakenDoesNotMatter() {
    var response =
        state.txn(
            TxnRequest.newBuilder()
                .addSuccess(put("a", "1"))
                .addFailure(range(rangeRequest("a", "").setRevision(100))));
    assertThat(response.getSucceeded()).isTrue();
  }

  @Test
  void anOperationMustSaySomething() {
    assertFails(
        () -> state.txn(TxnRequest.newBuilder().addFailure(RequestOp.getDefaultInstance())),
        "etcdserver: key not found");
    assertFails(
        () -> state.txn(TxnRequest.newBuilder().addFailure(put("", "1"))),
        "etcdserver: key is not provided");
    assertFails(
        () -> state.txn(TxnRequest.newBuilder().addCompare(Compare.getDefaultInstance())),
        "etcdserver: key is not provided");
  }

  @Test
  void readsAreAnsweredWithoutTheLog() {
    state.put("a", "1");
    TxnRequest reads =
        TxnRequest.newBuilder()
            .addCompare(version("a", CompareResult.EQUAL, 1))
            .addSuccess(range("a", ""))
            .addSuccess(nested(TxnRequest.newBuilder().addSuccess(range("a", ""))))
            .build();
    TxnRequest writes =
        TxnRequest.newBuilder()
            .addFailure(nested(TxnRequest.newBuilder().addFailure(delete("a", ""))))
            .build();
    assertThat(MetadataState.isReadOnly(reads)).isTrue();
    assertThat(MetadataState.isReadOnly(writes)).isFalse();
    var response = state.state().read(Caller.NOBODY, reads);
    assertThat(texts(response.getResponses(0).getResponseRange().getKvsList()))
        .containsExactly("a=1 c2 m2 v1");
    assertThat(response.getHeader().getRevision()).isEqualTo(2);
    assertThatThrownBy(() -> state.state().read(Caller.NOBODY, writes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("transaction: writes (expected: reads only)");
  }

  private byte[] snapshot() {
    try {
      return state.snapshot();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
