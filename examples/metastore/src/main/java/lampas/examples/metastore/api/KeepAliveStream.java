package lampas.examples.metastore.api;

import com.ibm.etcd.api.LeaseKeepAliveRequest;
import com.ibm.etcd.api.LeaseKeepAliveResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.log.Command;
import org.jspecify.annotations.Nullable;

/**
 * One call of LeaseKeepAlive: each request is answered before the next is taken, and none is taken
 * while the client does not read.
 */
final class KeepAliveStream implements StreamObserver<LeaseKeepAliveRequest> {
  private final Gateway gateway;
  private final ServerCallStreamObserver<LeaseKeepAliveResponse> responses;

  /* Guarded by this. */
  private boolean renewing;
  private boolean asked = true;
  private boolean halfClosed;
  private boolean ended;

  private KeepAliveStream(
      Gateway gateway, ServerCallStreamObserver<LeaseKeepAliveResponse> responses) {
    this.gateway = gateway;
    this.responses = responses;
  }

  static KeepAliveStream open(
      Gateway gateway, ServerCallStreamObserver<LeaseKeepAliveResponse> responses) {
    KeepAliveStream stream = new KeepAliveStream(gateway, responses);
    responses.setOnReadyHandler(stream::next);
    responses.setOnCancelHandler(stream::cancelled);
    responses.disableAutoRequest();
    responses.request(1);
    return stream;
  }

  @Override
  public void onNext(LeaseKeepAliveRequest request) {
    synchronized (this) {
      renewing = true;
      asked = false;
    }
    var unused =
        renew(request).whenComplete((response, failure) -> renewed(request, response, failure));
  }

  @Override
  public synchronized void onCompleted() {
    halfClosed = true;
    next();
  }

  @Override
  public void onError(Throwable cancelled) {
    cancelled();
  }

  private synchronized void cancelled() {
    ended = true;
  }

  private CompletableFuture<LeaseKeepAliveResponse> renew(LeaseKeepAliveRequest request) {
    try {
      return gateway.propose(
          Command.newBuilder().setAsker(Caller.current().asker()).setLeaseRenew(request).build(),
          LeaseKeepAliveResponse.getDefaultInstance());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private synchronized void renewed(
      LeaseKeepAliveRequest request,
      @Nullable LeaseKeepAliveResponse response,
      @Nullable Throwable failure) {
    renewing = false;
    if (ended) {
      return;
    }
    if (response != null) {
      responses.onNext(response);
    } else if (failure != null && isUnknownLease(failure)) {
      responses.onNext(
          gateway.withHeader(
              LeaseKeepAliveResponse.newBuilder().setID(request.getID()).setTTL(0).build()));
    } else if (failure != null) {
      ended = true;
      responses.onError(Replies.failure(failure));
      return;
    }
    next();
  }

  private synchronized void next() {
    if (ended || renewing) {
      return;
    }
    if (halfClosed) {
      ended = true;
      responses.onCompleted();
    } else if (!asked && responses.isReady()) {
      asked = true;
      responses.request(1);
    }
  }

  private static boolean isUnknownLease(Throwable failure) {
    return Replies.cause(failure) instanceof EtcdException refused
        && refused.error() == EtcdError.LEASE_NOT_FOUND;
  }
}
