package lampas.examples.metastore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.LeaseGrantRequest;
import com.ibm.etcd.api.LeaseGrantResponse;
import com.ibm.etcd.api.LeaseGrpc;
import com.ibm.etcd.api.LeaseKeepAliveRequest;
import com.ibm.etcd.api.LeaseKeepAliveResponse;
import com.ibm.etcd.api.LeaseLeasesRequest;
import com.ibm.etcd.api.LeaseRevokeRequest;
import com.ibm.etcd.api.LeaseStatus;
import com.ibm.etcd.api.LeaseTimeToLiveRequest;
import com.ibm.etcd.api.LeaseTimeToLiveResponse;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.RangeRequest;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseServiceTest {
  private final LoopbackNode node = LoopbackNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aLeaseHasTheIdentifierThatWasAskedForOrOneOfItsOwn() {
    LeaseGrantResponse chosen = grant(42, 100);
    LeaseGrantResponse first = grant(0, 60);
    LeaseGrantResponse second = grant(0, 60);

    assertThat(chosen.getID()).isEqualTo(42);
    assertThat(chosen.getTTL()).isEqualTo(100);
    assertThat(first.getID()).isPositive();
    assertThat(second.getID()).isPositive().isNotEqualTo(first.getID());
    assertThat(
            leases().leaseLeases(LeaseLeasesRequest.getDefaultInstance()).getLeasesList().stream()
                .map(LeaseStatus::getID))
        .containsExactlyInAnyOrder(42L, first.getID(), second.getID());
    assertThatThrownBy(() -> grant(42, 100))
        .hasMessage("FAILED_PRECONDITION: etcdserver: lease already exists");
  }

  @Test
  void revokingTakesTheKeysAlong() {
    grant(42, 100);
    var put = putWithLease("a", 42);
    LeaseTimeToLiveResponse left = timeToLive(42);
    assertThat(left.getGrantedTTL()).isEqualTo(100);
    assertThat(left.getTTL()).isBetween(90L, 100L);
    assertThat(left.getKeysList()).containsExactly(ByteString.copyFromUtf8("a"));

    long revision =
        leases()
            .leaseRevoke(LeaseRevokeRequest.newBuilder().setID(42).build())
            .getHeader()
            .getRevision();
    assertThat(revision).isEqualTo(put + 1);
    assertThat(
            node.kv()
                .range(RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("a")).build())
                .getCount())
        .isZero();
    assertThat(timeToLive(42).getTTL()).isEqualTo(-1);
    assertThat(timeToLive(42).getID()).isEqualTo(42);
    assertThatThrownBy(
            () -> leases().leaseRevoke(LeaseRevokeRequest.newBuilder().setID(42).build()))
        .hasMessage("NOT_FOUND: etcdserver: requested lease not found");
  }

  @Test
  void everyRenewalIsAnsweredInOrderAndTheStreamEndsWhenItsClientHasNoMore() {
    grant(1, 100);
    grant(2, 200);
    KeepAlives received = new KeepAlives();
    StreamObserver<LeaseKeepAliveRequest> requests =
        LeaseGrpc.newStub(node.channel()).leaseKeepAlive(received);
    for (int i = 0; i < 100; i++) {
      requests.onNext(LeaseKeepAliveRequest.newBuilder().setID(1 + i % 3).build());
    }
    requests.onCompleted();

    assertThat(received.end()).isEqualTo(Status.OK);
    assertThat(received.responses).hasSize(100);
    for (int i = 0; i < 100; i++) {
      LeaseKeepAliveResponse response = received.responses.get(i);
      assertThat(response.getID()).isEqualTo(1 + i % 3);
      assertThat(response.getTTL()).isEqualTo(i % 3 == 0 ? 100 : i % 3 == 1 ? 200 : 0);
      assertThat(response.getHeader().getMemberId()).isEqualTo(LoopbackNode.MEMBER.id());
    }
    assertThat(node.log().status().appliedIndex()).as("all went through the log").isEqualTo(102);
  }

  @Test
  void aRenewalThatFailsEndsTheStreamWithItsError() {
    KeepAlives received = new KeepAlives();
    StreamObserver<LeaseKeepAliveRequest> requests =
        LeaseGrpc.newStub(node.channel()).leaseKeepAlive(received);
    node.log().failWith(new EtcdException(EtcdError.NO_LEADER));
    requests.onNext(LeaseKeepAliveRequest.newBuilder().setID(1).build());

    assertThat(received.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(received.end().getDescription()).isEqualTo("etcdserver: no leader");
  }

  private LeaseGrantResponse grant(long id, long seconds) {
    return leases().leaseGrant(LeaseGrantRequest.newBuilder().setID(id).setTTL(seconds).build());
  }

  private long putWithLease(String key, long lease) {
    return node.kv()
        .put(PutRequest.newBuilder().setKey(ByteString.copyFromUtf8(key)).setLease(lease).build())
        .getHeader()
        .getRevision();
  }

  private LeaseTimeToLiveResponse timeToLive(long id) {
    return leases()
        .leaseTimeToLive(LeaseTimeToLiveRequest.newBuilder().setID(id).setKeys(true).build());
  }

  private LeaseGrpc.LeaseBlockingStub leases() {
    return LeaseGrpc.newBlockingStub(node.channel()).withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  /** Responses, to be looked at after the end. */
  private static final class KeepAlives implements StreamObserver<LeaseKeepAliveResponse> {
    private final List<LeaseKeepAliveResponse> responses = new ArrayList<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();

    private Status end() {
      return end.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void onNext(LeaseKeepAliveResponse response) {
      responses.add(response);
    }

    @Override
    public void onError(Throwable thrown) {
      end.complete(Status.fromThrowable(thrown));
    }

    @Override
    public void onCompleted() {
      end.complete(Status.OK);
    }
  }
}
