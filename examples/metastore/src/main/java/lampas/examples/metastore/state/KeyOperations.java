package lampas.examples.metastore.state;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.DeleteRangeRequest;
import com.ibm.etcd.api.DeleteRangeResponse;
import com.ibm.etcd.api.KeyValue;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.PutResponse;
import java.util.List;
import java.util.Optional;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.lease.LeaseTable;
import lampas.examples.metastore.mvcc.KeyRange;
import lampas.examples.metastore.mvcc.KeyValueStore;

/** Puts and deletes keys and keeps their leases in step. The requests' form was checked. */
record KeyOperations(KeyValueStore keys, LeaseTable leases) {
  /**
   * Checks whether a put can be made.
   *
   * @throws EtcdException LEASE_NOT_FOUND, or KEY_NOT_FOUND if it keeps something of a key that
   *     does not exist
   */
  void check(PutRequest request) {
    checkLease(request);
    checkKept(request);
  }

  /** As {@link #check}; where both are missing, etcd says so of the key in a transaction. */
  void checkInTransaction(PutRequest request) {
    checkKept(request);
    checkLease(request);
  }

  private void checkLease(PutRequest request) {
    if (request.getLease() != 0) {
      leases.require(request.getLease());
    }
  }

  private void checkKept(PutRequest request) {
    boolean keeps = request.getIgnoreValue() || request.getIgnoreLease();
    if (keeps && keys.latest(request.getKey()).isEmpty()) {
      throw new EtcdException(EtcdError.KEY_NOT_FOUND);
    }
  }

  /** Makes a put that was checked. */
  PutResponse put(PutRequest request) {
    ByteString value = request.getValue();
    long lease = request.getLease();
    if (request.getIgnoreValue() || request.getIgnoreLease()) {
      KeyValue kept = keys.latest(request.getKey()).orElseThrow();
      value = request.getIgnoreValue() ? kept.getValue() : value;
      lease = request.getIgnoreLease() ? kept.getLease() : lease;
    }
    Optional<KeyValue> previous = keys.put(request.getKey(), value, lease);
    leases.move(request.getKey(), previous.map(KeyValue::getLease).orElse(0L), lease);
    PutResponse.Builder response = PutResponse.newBuilder().setHeader(keys.header());
    if (request.getPrevKv()) {
      previous.ifPresent(response::setPrevKv);
    }
    return response.build();
  }

  DeleteRangeResponse delete(DeleteRangeRequest request) {
    List<KeyValue> deleted = keys.delete(new KeyRange(request.getKey(), request.getRangeEnd()));
    for (KeyValue kv : deleted) {
      leases.move(kv.getKey(), kv.getLease(), 0);
    }
    DeleteRangeResponse.Builder response =
        DeleteRangeResponse.newBuilder().setHeader(keys.header()).setDeleted(deleted.size());
    if (request.getPrevKv()) {
      response.addAllPrevKvs(deleted);
    }
    return response.build();
  }
}
