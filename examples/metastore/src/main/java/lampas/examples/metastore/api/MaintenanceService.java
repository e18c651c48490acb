package lampas.examples.metastore.api;

import com.ibm.etcd.api.AlarmRequest;
import com.ibm.etcd.api.AlarmRequest.AlarmAction;
import com.ibm.etcd.api.AlarmResponse;
import com.ibm.etcd.api.DefragmentRequest;
import com.ibm.etcd.api.DefragmentResponse;
import com.ibm.etcd.api.HashKVRequest;
import com.ibm.etcd.api.HashKVResponse;
import com.ibm.etcd.api.HashRequest;
import com.ibm.etcd.api.HashResponse;
import com.ibm.etcd.api.MaintenanceGrpc;
import com.ibm.etcd.api.MoveLeaderRequest;
import com.ibm.etcd.api.MoveLeaderResponse;
import com.ibm.etcd.api.SnapshotRequest;
import com.ibm.etcd.api.SnapshotResponse;
import com.ibm.etcd.api.StatusRequest;
import com.ibm.etcd.api.StatusResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.raft.RaftStatus;
import lampas.examples.metastore.state.StateHash;

/**
 * etcd's Maintenance service, about the node that is asked.
 *
 * <p>As in etcd, status and alarms are for everybody, and the rest is for administrators once
 * authentication is on. There are no alarms, and the leader cannot be moved.
 */
public final class MaintenanceService extends MaintenanceGrpc.MaintenanceImplBase {
  /** The release of etcd whose API this is; clients choose by it what they may ask for. */
  public static final String SPOKEN_VERSION = "3.4.0";

  private final Gateway gateway;
  private final Members members;
  private final Path folder;

  /**
   * The service of a node.
   *
   * @param folder where a snapshot is while it is being sent
   */
  public MaintenanceService(Gateway gateway, Members members, Path folder) {
    this.gateway = gateway;
    this.members = members;
    this.folder = folder;
  }

  /** Sizes are those of keys and values in memory: all of it is in use. */
  @Override
  public void status(StatusRequest request, StreamObserver<StatusResponse> responses) {
    Replies.answerNow(
        responses,
        () -> {
          RaftStatus raft = gateway.log().status();
          long bytes = gateway.state().size().bytes();
          StatusResponse.Builder status =
              StatusResponse.newBuilder()
                  .setHeader(gateway.header(0))
                  .setVersion(SPOKEN_VERSION)
                  .setDbSize(bytes)
                  .setDbSizeInUse(bytes)
                  .setRaftTerm(raft.term())
                  .setRaftIndex(raft.committedIndex())
                  .setRaftAppliedIndex(raft.appliedIndex());
          raft.leader()
              .ifPresentOrElse(
                  leader -> status.setLeader(members.id(leader)),
                  () -> status.addErrors(EtcdError.NO_LEADER.message()));
          return status.build();
        });
  }

  /** Lists and clears alarms, of which there are none; none can be raised. */
  @Override
  public void alarm(AlarmRequest request, StreamObserver<AlarmResponse> responses) {
    Replies.answerNow(
        responses,
        () -> {
          if (request.getAction() != AlarmAction.GET
              && request.getAction() != AlarmAction.DEACTIVATE) {
            throw new EtcdException(EtcdError.NOT_SUPPORTED, "alarms are not kept");
          }
          return AlarmResponse.newBuilder().setHeader(gateway.header(0)).build();
        });
  }

  /** Writes a snapshot of the log, so that the disk space of the entries before it is freed. */
  @Override
  public void defragment(DefragmentRequest request, StreamObserver<DefragmentResponse> responses) {
    Caller caller = Caller.current();
    Replies.answer(
        responses,
        () -> {
          requireAdministrator(caller);
          return gateway
              .log()
              .snapshot()
              .thenApply(
                  done -> DefragmentResponse.newBuilder().setHeader(gateway.header(0)).build());
        });
  }

  /** The checksum of all that this node has. */
  @Override
  public void hash(HashRequest request, StreamObserver<HashResponse> responses) {
    Caller caller = Caller.current();
    Replies.answerNow(
        responses,
        () -> {
          requireAdministrator(caller);
          StateHash hash = gateway.state().hash(0);
          return HashResponse.newBuilder()
              .setHeader(gateway.header(hash.revision()))
              .setHash(hash.hash())
              .build();
        });
  }

  @Override
  public void hashKV(HashKVRequest request, StreamObserver<HashKVResponse> responses) {
    Caller caller = Caller.current();
    Replies.answerNow(
        responses,
        () -> {
          requireAdministrator(caller);
          StateHash hash = gateway.state().hash(request.getRevision());
          return HashKVResponse.newBuilder()
              .setHeader(gateway.header(hash.revision()))
              .setHash(hash.hash())
              .setCompactRevision(hash.compactedRevision())
              .build();
        });
  }

  /**
   * Sends the node's state, in the format of our own snapshots: this is not a bbolt file, and
   * etcd's tools cannot restore it.
   */
  @Override
  public void snapshot(SnapshotRequest request, StreamObserver<SnapshotResponse> responses) {
    try {
      requireAdministrator(Caller.current());
      SnapshotTransfer.start(
          gateway, folder, (ServerCallStreamObserver<SnapshotResponse>) responses);
    } catch (RuntimeException e) {
      responses.onError(Replies.failure(e));
    }
  }

  @Override
  public void moveLeader(MoveLeaderRequest request, StreamObserver<MoveLeaderResponse> responses) {
    Replies.answerNow(
        responses,
        () -> {
          throw new EtcdException(
              EtcdError.NOT_SUPPORTED, "the leader moves only when it stops or fails");
        });
  }

  private void requireAdministrator(Caller caller) {
    var unused =
        gateway
            .state()
            .auth(auth -> {
              auth.requireAdministrator(caller);
              return caller;
            });
  }
}
