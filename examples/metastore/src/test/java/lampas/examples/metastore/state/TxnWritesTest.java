package lampas.examples.metastore.state;

import static lampas.examples.metastore.state.StateAssertions.assertFails;
import static lampas.examples.metastore.state.TxnRequests.compare;
import static lampas.examples.metastore.state.TxnRequests.delete;
import static lampas.examples.metastore.state.TxnRequests.nested;
import static lampas.examples.metastore.state.TxnRequests.put;
import static lampas.examples.metastore.state.TxnRequests.range;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.etcd.api.Compare.CompareResult;
import com.ibm.etcd.api.Compare.CompareTarget;
import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.TxnRequest;
import org.junit.jupiter.api.Test;

/** Which writes may be in one transaction, and how many. */
class TxnWritesTest {
  private static final String DUPLICATE = "etcdserver: duplicate key given in txn request";
  private static final String TOO_MANY = "etcdserver: too many operations in txn request";

  private final StateDriver state = new StateDriver();

  private static TxnRequest.Builder then(RequestOp... operations) {
    TxnRequest.Builder request = TxnRequest.newBuilder();
    for (RequestOp operation : operations) {
      request.addSuccess(operation);
    }
    return request;
  }

  private void refused(TxnRequest.Builder request) {
    assertFails(() -> state.txn(request), DUPLICATE);
  }

  @Test
  void aKeyIsPutOnce() {
    refused(then(put("a", "1"), put("a", "2")));
    refused(TxnRequest.newBuilder().addFailure(put("a", "1")).addFailure(put("a", "1")));
    refused(then(put("a", "1"), nested(then(put("a", "2")))));
    refused(then(nested(then(put("a", "1"))), nested(then(put("a", "2")))));
    refused(then(nested(then(put("a", "1"), put("a", "2")))));
  }

  @Test
  void aKeyIsNotPutAndDeleted() {
    refused(then(put("a", "1"), delete("a", "")));
    refused(then(delete("a", "c"), put("b", "1")));
    refused(then(put("b", "1"), delete("a", "\0")));
    refused(then(nested(then(put("b", "1"))), delete("b", "")));
    refused(then(put("b", "1"), nested(then(delete("a", "c")))));
    refused(then(nested(then(delete("a", "c"))), nested(then(put("b", "1")))));
    refused(then(nested(TxnRequest.newBuilder().addFailure(delete("a", ""))), put("a", "")));
  }

  @Test
  void whatDoesNotMeetIsFine() {
    state.txn(then(delete("a", "b"), put("b", "1"), delete("a", "aa"), delete("c", "")));
    state.txn(then(put("a", "1")).addFailure(put("a", "2")).addFailure(delete("b", "")));
    state.txn(then(nested(then(put("a", "1")).addFailure(put("a", "2")))));
    state.txn(then(nested(then(put("a", "1")).addFailure(delete("a", "")))));
    state.txn(then(delete("b", "a"), put("a", "1")));
    assertThat(state.range("a", "b").getKvs(0).getVersion()).isEqualTo(4);
  }

  @Test
  void anExclusiveBranchMeetsWhatIsBesideIt() {
    refused(then(nested(then(put("a", "1")).addFailure(put("a", "2"))), put("a", "3")));
    refused(then(nested(TxnRequest.newBuilder().addFailure(put("a", "2"))), put("a", "3")));
  }

  @Test
  void thereAreAtMost128() {
    TxnRequest.Builder request = TxnRequest.newBuilder();
    for (int i = 0; i < 128; i++) {
      request
          .addCompare(compare("a" + i, CompareTarget.VERSION, CompareResult.EQUAL))
          .addSuccess(put("a" + i, ""))
          .addFailure(put("a" + i, ""));
    }
    assertThat(state.txn(request.clone()).getResponsesCount()).isEqualTo(128);
    assertFails(() -> state.txn(request.clone().addSuccess(put("b", ""))), TOO_MANY);
    assertFails(() -> state.txn(request.clone().addFailure(put("b", ""))), TOO_MANY);
    assertFails(
        () ->
            state.txn(
                request.clone().addCompare(compare("b", CompareTarget.MOD, CompareResult.EQUAL))),
        TOO_MANY);
  }

  @Test
  void nestedOnesShareTheRoom() {
    TxnRequest.Builder inner = TxnRequest.newBuilder();
    for (int i = 0; i < 127; i++) {
      inner.addSuccess(range("a", ""));
    }
    state.txn(then(nested(inner.clone())));
    assertFails(() -> state.txn(then(nested(inner.clone()), range("a", ""))), TOO_MANY);
    assertFails(() -> state.txn(then(nested(inner.addSuccess(range("a", ""))))), TOO_MANY);
  }
}
