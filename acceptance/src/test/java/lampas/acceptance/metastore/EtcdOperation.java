package lampas.acceptance.metastore;

import com.google.protobuf.Message;
import io.etcd.jetcd.api.CompactionRequest;
import io.etcd.jetcd.api.DeleteRangeRequest;
import io.etcd.jetcd.api.LeaseGrantRequest;
import io.etcd.jetcd.api.LeaseKeepAliveRequest;
import io.etcd.jetcd.api.LeaseKeepAliveResponse;
import io.etcd.jetcd.api.LeaseRevokeRequest;
import io.etcd.jetcd.api.LeaseTimeToLiveRequest;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.TxnRequest;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A request, whatever its kind.
 *
 * @param request a request message of etcd's
 */
record EtcdOperation(Message request) {
  private static final long LIMIT_MILLIS = 20_000;

  /** What a server answers. */
  sealed interface Answer {
    record Response(Message message) implements Answer {}

    record Failure(String status) implements Answer {}
  }

  Answer ask(EtcdStubs server) throws InterruptedException, TimeoutException {
    try {
      return new Answer.Response(response(server));
    } catch (StatusRuntimeException e) {
      return new Answer.Failure(e.getStatus().getCode() + " " + e.getStatus().getDescription());
    }
  }

  private Message response(EtcdStubs server) throws InterruptedException, TimeoutException {
    return switch (request) {
      case PutRequest put -> server.keys(LIMIT_MILLIS).put(put);
      case RangeRequest range -> server.keys(LIMIT_MILLIS).range(range);
      case DeleteRangeRequest delete -> server.keys(LIMIT_MILLIS).deleteRange(delete);
      case TxnRequest txn -> server.keys(LIMIT_MILLIS).txn(txn);
      case CompactionRequest compaction -> server.keys(LIMIT_MILLIS).compact(compaction);
      case LeaseGrantRequest grant -> server.leases(LIMIT_MILLIS).leaseGrant(grant);
      case LeaseRevokeRequest revoke -> server.leases(LIMIT_MILLIS).leaseRevoke(revoke);
      case LeaseTimeToLiveRequest left -> server.leases(LIMIT_MILLIS).leaseTimeToLive(left);
      case LeaseKeepAliveRequest alive -> keepAlive(server, alive);
      default -> throw new IllegalArgumentException(request.getClass().getName());
    };
  }

  private static LeaseKeepAliveResponse keepAlive(EtcdStubs server, LeaseKeepAliveRequest request)
      throws InterruptedException, TimeoutException {
    CompletableFuture<LeaseKeepAliveResponse> answer = new CompletableFuture<>();
    StreamObserver<LeaseKeepAliveRequest> requests =
        server
            .leaseStreams()
            .leaseKeepAlive(
                new StreamObserver<>() {
                  @Override
                  public void onNext(LeaseKeepAliveResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable error) {
                    answer.completeExceptionally(error);
                  }

                  @Override
                  public void onCompleted() {
                    answer.completeExceptionally(new IllegalStateException("no answer"));
                  }
                });
    requests.onNext(request);
    try {
      return answer.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StatusRuntimeException status) {
        throw status;
      }
      throw new AssertionError(e);
    } finally {
      requests.onCompleted();
    }
  }

  @Override
  public String toString() {
    return request.getDescriptorForType().getName() + " { " + EtcdStubs.text(request) + " }";
  }
}
