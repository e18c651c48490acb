package lampas.examples.metastore.api;

import com.ibm.etcd.api.LeaseGrantRequest;
import com.ibm.etcd.api.LeaseGrantResponse;
import com.ibm.etcd.api.LeaseGrpc;
import com.ibm.etcd.api.LeaseKeepAliveRequest;
import com.ibm.etcd.api.LeaseKeepAliveResponse;
import com.ibm.etcd.api.LeaseLeasesRequest;
import com.ibm.etcd.api.LeaseLeasesResponse;
import com.ibm.etcd.api.LeaseRevokeRequest;
import com.ibm.etcd.api.LeaseRevokeResponse;
import com.ibm.etcd.api.LeaseTimeToLiveRequest;
import com.ibm.etcd.api.LeaseTimeToLiveResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.log.Command;

/**
 * etcd's Lease service.
 *
 * <p>As in etcd anybody may grant, renew and list leases; who revokes one, or asks for its keys,
 * needs the rights to them, which the state checks.
 */
public final class LeaseService extends LeaseGrpc.LeaseImplBase {
  private final Gateway gateway;
  private final RandomGenerator random = new SecureRandom();

  public LeaseService(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Grants a lease, under an identifier that is chosen here if the client did not choose one. */
  @Override
  public void leaseGrant(LeaseGrantRequest request, StreamObserver<LeaseGrantResponse> responses) {
    Caller caller = Caller.current();
    LeaseGrantRequest named =
        request.getID() != 0
            ? request
            : request.toBuilder().setID(random.nextLong(1, Long.MAX_VALUE)).build();
    Replies.answer(
        responses,
        () ->
            gateway.propose(
                command(caller).setLeaseGrant(named).build(),
                LeaseGrantResponse.getDefaultInstance()));
  }

  @Override
  public void leaseRevoke(
      LeaseRevokeRequest request, StreamObserver<LeaseRevokeResponse> responses) {
    Caller caller = Caller.current();
    Replies.answer(
        responses,
        () ->
            gateway.propose(
                command(caller).setLeaseRevoke(request).build(),
                LeaseRevokeResponse.getDefaultInstance()));
  }

  @Override
  public StreamObserver<LeaseKeepAliveRequest> leaseKeepAlive(
      StreamObserver<LeaseKeepAliveResponse> responses) {
    return KeepAliveStream.open(
        gateway, (ServerCallStreamObserver<LeaseKeepAliveResponse>) responses);
  }

  /** How long a lease has left; -1 if there is no such lease. */
  @Override
  public void leaseTimeToLive(
      LeaseTimeToLiveRequest request, StreamObserver<LeaseTimeToLiveResponse> responses) {
    Caller caller = Caller.current();
    Replies.answer(
        responses,
        () -> gateway.read(() -> gateway.withHeader(gateway.state().timeToLive(caller, request))));
  }

  @Override
  public void leaseLeases(
      LeaseLeasesRequest request, StreamObserver<LeaseLeasesResponse> responses) {
    Replies.answer(
        responses, () -> gateway.read(() -> gateway.withHeader(gateway.state().leases())));
  }

  private static Command.Builder command(Caller caller) {
    return Command.newBuilder().setAsker(caller.asker());
  }
}
