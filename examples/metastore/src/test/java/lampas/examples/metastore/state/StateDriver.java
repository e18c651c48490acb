package lampas.examples.metastore.state;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.ibm.etcd.api.CompactionRequest;
import com.ibm.etcd.api.CompactionResponse;
import com.ibm.etcd.api.DeleteRangeRequest;
import com.ibm.etcd.api.DeleteRangeResponse;
import com.ibm.etcd.api.LeaseGrantRequest;
import com.ibm.etcd.api.LeaseGrantResponse;
import com.ibm.etcd.api.LeaseKeepAliveRequest;
import com.ibm.etcd.api.LeaseKeepAliveResponse;
import com.ibm.etcd.api.LeaseRevokeRequest;
import com.ibm.etcd.api.LeaseRevokeResponse;
import com.ibm.etcd.api.LeaseTimeToLiveRequest;
import com.ibm.etcd.api.LeaseTimeToLiveResponse;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.PutResponse;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RangeResponse;
import com.ibm.etcd.api.TxnRequest;
import com.ibm.etcd.api.TxnResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.log.LeaseExpiry;
import lampas.examples.metastore.log.Result;

/** A state with a clock that tests move, and its commands as calls. */
final class StateDriver {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final MetadataState state;
  private Caller caller = Caller.NOBODY;

  StateDriver() {
    this(StateObserver.NONE);
  }

  StateDriver(StateObserver observer) {
    state = MetadataState.create(observer, nanos::get);
  }

  static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }

  MetadataState state() {
    return state;
  }

  void caller(Caller next) {
    caller = next;
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  PutResponse put(String key, String value) {
    return put(putRequest(key, value));
  }

  PutResponse put(PutRequest.Builder request) {
    return apply(Command.newBuilder().setPut(request), PutResponse.getDefaultInstance());
  }

  static PutRequest.Builder putRequest(String key, String value) {
    return PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value));
  }

  DeleteRangeResponse delete(String key, String end) {
    return delete(deleteRequest(key, end));
  }

  DeleteRangeResponse delete(DeleteRangeRequest.Builder request) {
    return apply(
        Command.newBuilder().setDeleteRange(request), DeleteRangeResponse.getDefaultInstance());
  }

  static DeleteRangeRequest.Builder deleteRequest(String key, String end) {
    return DeleteRangeRequest.newBuilder().setKey(bytes(key)).setRangeEnd(bytes(end));
  }

  RangeResponse range(String key, String end) {
    return range(rangeRequest(key, end));
  }

  RangeResponse range(RangeRequest.Builder request) {
    return state.range(caller, request.build());
  }

  static RangeRequest.Builder rangeRequest(String key, String end) {
    return RangeRequest.newBuilder().setKey(bytes(key)).setRangeEnd(bytes(end));
  }

  TxnResponse txn(TxnRequest.Builder request) {
    return apply(Command.newBuilder().setTxn(request), TxnResponse.getDefaultInstance());
  }

  CompactionResponse compact(long revision) {
    return apply(
        Command.newBuilder().setCompact(CompactionRequest.newBuilder().setRevision(revision)),
        CompactionResponse.getDefaultInstance());
  }

  LeaseGrantResponse grant(long id, long seconds) {
    return apply(
        Command.newBuilder()
            .setLeaseGrant(LeaseGrantRequest.newBuilder().setID(id).setTTL(seconds)),
        LeaseGrantResponse.getDefaultInstance());
  }

  LeaseRevokeResponse revoke(long id) {
    return apply(
        Command.newBuilder().setLeaseRevoke(LeaseRevokeRequest.newBuilder().setID(id)),
        LeaseRevokeResponse.getDefaultInstance());
  }

  LeaseKeepAliveResponse renew(long id) {
    return apply(
        Command.newBuilder().setLeaseRenew(LeaseKeepAliveRequest.newBuilder().setID(id)),
        LeaseKeepAliveResponse.getDefaultInstance());
  }

  LeaseRevokeResponse expire(LeaseExpiry expiry) {
    return apply(
        Command.newBuilder().setLeaseExpiry(expiry), LeaseRevokeResponse.getDefaultInstance());
  }

  LeaseTimeToLiveResponse timeToLive(long id) {
    return state.timeToLive(
        caller, LeaseTimeToLiveRequest.newBuilder().setID(id).setKeys(true).build());
  }

  /** Applies a command and gives its response, or throws the error that it ended with. */
  <T extends Message> T apply(Command.Builder command, T kind) {
    Result result = state.apply(command.setAsker(caller.asker()).build());
    if (!result.getError().isEmpty()) {
      EtcdError error = EtcdError.valueOf(result.getError());
      throw result.getDetail().isEmpty()
          ? new EtcdException(error)
          : new EtcdException(error, result.getDetail());
    }
    try {
      @SuppressWarnings("unchecked")
      T response = (T) kind.getParserForType().parseFrom(result.getResponse());
      return response;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a response that cannot be read", e);
    }
  }

  byte[] snapshot() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    state.write(out);
    return out.toByteArray();
  }

  void restore(byte[] snapshot) throws IOException {
    state.restore(new ByteArrayInputStream(snapshot));
  }
}
