package lampas.examples.metastore.node;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.AuthEnableRequest;
import com.ibm.etcd.api.AuthGrpc;
import com.ibm.etcd.api.AuthRoleAddRequest;
import com.ibm.etcd.api.AuthUserAddRequest;
import com.ibm.etcd.api.AuthUserGrantRoleRequest;
import com.ibm.etcd.api.AuthenticateRequest;
import com.ibm.etcd.api.CompactionRequest;
import com.ibm.etcd.api.DeleteRangeRequest;
import com.ibm.etcd.api.KVGrpc;
import com.ibm.etcd.api.LeaseGrantRequest;
import com.ibm.etcd.api.LeaseGrpc;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.WatchCreateRequest;
import com.ibm.etcd.api.WatchGrpc;
import com.ibm.etcd.api.WatchRequest;
import com.ibm.etcd.api.WatchResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Requests to a node, of every kind that its metrics tell apart. */
final class Traffic {
  private final Channel channel;

  Traffic(Channel channel) {
    this.channel = channel;
  }

  KVGrpc.KVBlockingStub keys() {
    return KVGrpc.newBlockingStub(channel);
  }

  LeaseGrpc.LeaseBlockingStub leases() {
    return LeaseGrpc.newBlockingStub(channel);
  }

  AuthGrpc.AuthBlockingStub auth() {
    return AuthGrpc.newBlockingStub(channel);
  }

  static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }

  static PutRequest put(String key, String value) {
    return PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value)).build();
  }

  static RangeRequest get(String key) {
    return RangeRequest.newBuilder().setKey(bytes(key)).build();
  }

  static DeleteRangeRequest delete(String key) {
    return DeleteRangeRequest.newBuilder().setKey(bytes(key)).build();
  }

  static CompactionRequest compaction(long revision) {
    return CompactionRequest.newBuilder().setRevision(revision).build();
  }

  static LeaseGrantRequest lease(long seconds) {
    return LeaseGrantRequest.newBuilder().setTTL(seconds).build();
  }

  /** Makes root an administrator, switches authentication on, and gives a token of root's. */
  String enableAuthentication() {
    auth().userAdd(AuthUserAddRequest.newBuilder().setName("root").setPassword("secret").build());
    auth().roleAdd(AuthRoleAddRequest.newBuilder().setName("root").build());
    auth()
        .userGrantRole(
            AuthUserGrantRoleRequest.newBuilder().setUser("root").setRole("root").build());
    auth().authEnable(AuthEnableRequest.getDefaultInstance());
    return auth()
        .authenticate(
            AuthenticateRequest.newBuilder().setName("root").setPassword("secret").build())
        .getToken();
  }

  /** A watch of one key; {@link Watch#next} gives what it is told. */
  Watch watch(String key) {
    BlockingQueue<WatchResponse> responses = new LinkedBlockingQueue<>();
    StreamObserver<WatchRequest> requests =
        WatchGrpc.newStub(channel)
            .watch(
                new StreamObserver<>() {
                  @Override
                  public void onNext(WatchResponse response) {
                    responses.add(response);
                  }

                  @Override
                  public void onError(Throwable ended) {}

                  @Override
                  public void onCompleted() {}
                });
    requests.onNext(
        WatchRequest.newBuilder()
            .setCreateRequest(WatchCreateRequest.newBuilder().setKey(bytes(key)))
            .build());
    return new Watch(requests, responses);
  }

  /** An open watch. */
  record Watch(StreamObserver<WatchRequest> requests, BlockingQueue<WatchResponse> responses) {
    WatchResponse next() throws InterruptedException {
      WatchResponse response = responses.poll(20, TimeUnit.SECONDS);
      if (response == null) {
        throw new AssertionError("watch: told nothing within 20 s");
      }
      return response;
    }
  }
}
