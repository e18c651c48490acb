package lampas.examples.metastore.load;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.ibm.etcd.api.Compare;
import com.ibm.etcd.api.DeleteRangeRequest;
import com.ibm.etcd.api.KVGrpc;
import com.ibm.etcd.api.LeaseGrantRequest;
import com.ibm.etcd.api.LeaseGrpc;
import com.ibm.etcd.api.LeaseRevokeRequest;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RangeResponse;
import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.TxnRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import lampas.examples.metastore.load.Books.Event;

/**
 * One client among others, with keys of its own, so that every answer is known beforehand: writes,
 * reads, transactions, leases, and the errors that clients make.
 *
 * <p>Not thread-safe.
 */
final class Lane implements AutoCloseable {
  /** After so many turns every kind of request was sent. */
  static final int ROUND = 11;

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final long LEASE_SECONDS = 600;
  private static final long NO_LEASE = Long.MAX_VALUE;

  private final Channel channel;
  private final Books books;
  private final String prefix;
  private final Watching watching;
  private final Renewing renewing;
  private long lease;

  private Lane(Channel channel, Books books, String prefix) {
    this.channel = channel;
    this.books = books;
    this.prefix = prefix;
    this.watching = Watching.start(channel, bytes(prefix), books);
    this.renewing = Renewing.start(channel, books);
  }

  /**
   * A client that watches its own keys from now on.
   *
   * @param prefix what all its keys begin with, and nobody else's
   */
  static Lane open(Channel channel, Books books, String prefix) {
    return new Lane(channel, books, prefix);
  }

  /** Sends the next request. */
  void act(long turn) {
    String key = prefix + turn / ROUND;
    switch ((int) (turn % ROUND)) {
      case 0 -> put(key, 0);
      case 1 -> look(key);
      case 2 -> refused(KVGrpc.getPutMethod(), putting(key, NO_LEASE), Status.Code.NOT_FOUND);
      case 3 -> refused(KVGrpc.getRangeMethod(), ahead(key), Status.Code.OUT_OF_RANGE);
      case 4 -> changeIfWrittenOnce(key);
      case 5 -> grant();
      case 6 -> put(key + "/leased", lease);
      case 7 -> renewing.renew(lease, LEASE_SECONDS);
      case 8 -> revoke();
      case 9 -> revokeAgain();
      default -> delete(key);
    }
  }

  /** Waits until the watcher has heard of every change, and ends the streams. */
  @Override
  public void close() {
    watching.awaitAndClose();
    renewing.close();
  }

  private void put(String key, long lease) {
    call(KVGrpc.getPutMethod(), putting(key, lease));
    changed(Event.PUT);
  }

  private PutRequest putting(String key, long lease) {
    return PutRequest.newBuilder()
        .setKey(bytes(key))
        .setValue(bytes("value of " + key))
        .setLease(lease)
        .build();
  }

  private void look(String key) {
    RangeRequest request = RangeRequest.newBuilder().setKey(bytes(key)).build();
    RangeResponse found = call(KVGrpc.getRangeMethod(), request);
    if (found.getCount() != 1 || !found.getKvs(0).getValue().equals(bytes("value of " + key))) {
      throw new IllegalStateException(
          "%s: %s (expected: value of %s)".formatted(key, found.getKvsList(), key));
    }
  }

  private static RangeRequest ahead(String key) {
    return RangeRequest.newBuilder().setKey(bytes(key)).setRevision(Long.MAX_VALUE).build();
  }

  private void changeIfWrittenOnce(String key) {
    TxnRequest request =
        TxnRequest.newBuilder()
            .addCompare(
                Compare.newBuilder()
                    .setTarget(Compare.CompareTarget.VERSION)
                    .setResult(Compare.CompareResult.EQUAL)
                    .setKey(bytes(key))
                    .setVersion(1))
            .addSuccess(RequestOp.newBuilder().setRequestPut(putting(key, 0)))
            .build();
    if (!call(KVGrpc.getTxnMethod(), request).getSucceeded()) {
      throw new IllegalStateException(key + ": was not written once (expected: once)");
    }
    changed(Event.PUT);
  }

  private void delete(String key) {
    call(KVGrpc.getDeleteRangeMethod(), DeleteRangeRequest.newBuilder().setKey(bytes(key)).build());
    changed(Event.DELETE);
  }

  private void grant() {
    LeaseGrantRequest request = LeaseGrantRequest.newBuilder().setTTL(LEASE_SECONDS).build();
    lease = call(LeaseGrpc.getLeaseGrantMethod(), request).getID();
    books.lease("grant", Status.Code.OK);
  }

  private void revoke() {
    call(LeaseGrpc.getLeaseRevokeMethod(), revoking());
    books.lease("revoke", Status.Code.OK);
    changed(Event.DELETE);
  }

  private void revokeAgain() {
    refused(LeaseGrpc.getLeaseRevokeMethod(), revoking(), Status.Code.NOT_FOUND);
    books.lease("revoke", Status.Code.NOT_FOUND);
  }

  private LeaseRevokeRequest revoking() {
    return LeaseRevokeRequest.newBuilder().setID(lease).build();
  }

  private void changed(Event event) {
    books.event(event);
    watching.expect();
  }

  private <Q extends Message, A extends Message> A call(MethodDescriptor<Q, A> method, Q request) {
    try {
      A response = ClientCalls.blockingUnaryCall(channel, method, options(), request);
      books.call(method, Status.Code.OK);
      return response;
    } catch (StatusRuntimeException e) {
      books.call(method, e.getStatus().getCode());
      throw e;
    }
  }

  private <Q extends Message, A extends Message> void refused(
      MethodDescriptor<Q, A> method, Q request, Status.Code expected) {
    try {
      A response = call(method, request);
      throw new IllegalStateException(
          "%s: %s (expected: %s)".formatted(method.getFullMethodName(), response, expected));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != expected) {
        throw e;
      }
    }
  }

  private static CallOptions options() {
    return CallOptions.DEFAULT.withDeadlineAfter(REQUEST_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
