package lampas.examples.metastore.state;

import static lampas.examples.metastore.state.StateDriver.bytes;

import com.ibm.etcd.api.Compare;
import com.ibm.etcd.api.Compare.CompareResult;
import com.ibm.etcd.api.Compare.CompareTarget;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.TxnRequest;

/** Parts of transactions. */
final class TxnRequests {
  private TxnRequests() {}

  static RequestOp put(String key, String value) {
    return RequestOp.newBuilder().setRequestPut(StateDriver.putRequest(key, value)).build();
  }

  static RequestOp delete(String key, String end) {
    return RequestOp.newBuilder()
        .setRequestDeleteRange(StateDriver.deleteRequest(key, end))
        .build();
  }

  static RequestOp range(String key, String end) {
    return range(StateDriver.rangeRequest(key, end));
  }

  static RequestOp range(RangeRequest.Builder request) {
    return RequestOp.newBuilder().setRequestRange(request).build();
  }

  static RequestOp nested(TxnRequest.Builder request) {
    return RequestOp.newBuilder().setRequestTxn(request).build();
  }

  static Compare value(String key, CompareResult result, String value) {
    return compare(key, CompareTarget.VALUE, result).setValue(bytes(value)).build();
  }

  static Compare version(String key, CompareResult result, long version) {
    return compare(key, CompareTarget.VERSION, result).setVersion(version).build();
  }

  static Compare.Builder compare(String key, CompareTarget target, CompareResult result) {
    return Compare.newBuilder().setKey(bytes(key)).setTarget(target).setResult(result);
  }
}
