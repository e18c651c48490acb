package lampas.examples.metastore.api;

import com.ibm.etcd.api.LeaseKeepAliveRequest;
import com.ibm.etcd.api.LeaseKeepAliveResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.log.Command;
import org.jspecify.annotations.Nullable;

/**
 * One call of LeaseKeepAlive: each request is answered before the next is taken, and none is taken
 * while the client does not read. A lease that is not there has a TTL of 0.
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
    var unused = renew(request).whenComplete(this::renewed);
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
      @Nullable LeaseKeepAliveResponse response, @Nullable Throwable failure) {
    renewing = false;
    if (ended) {
      return;
    }
    if (response != null) {
      responses.onNext(response);
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
}
