package lampas.examples.metastore.load;

import com.ibm.etcd.api.LeaseGrpc;
import com.ibm.etcd.api.LeaseKeepAliveRequest;
import com.ibm.etcd.api.LeaseKeepAliveResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stream that keeps leases alive. */
final class Renewing {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Books books;
  private final BlockingQueue<LeaseKeepAliveResponse> answers = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> ended = new CompletableFuture<>();
  private final StreamObserver<LeaseKeepAliveRequest> requests;

  private Renewing(Channel channel, Books books) {
    this.books = books;
    this.requests = LeaseGrpc.newStub(channel).leaseKeepAlive(new Answers());
  }

  static Renewing start(Channel channel, Books books) {
    return new Renewing(channel, books);
  }

  /** Renews a lease and looks at what it then has. */
  void renew(long lease, long expectedSeconds) {
    requests.onNext(LeaseKeepAliveRequest.newBuilder().setID(lease).build());
    LeaseKeepAliveResponse answer;
    try {
      answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while renewing", e);
    }
    if (answer == null || answer.getID() != lease || answer.getTTL() != expectedSeconds) {
      throw new IllegalStateException(
          "lease %x: %s (expected: a TTL of %s)".formatted(lease, answer, expectedSeconds));
    }
    books.lease("renew", Status.Code.OK);
  }

  void close() {
    requests.onCompleted();
    books.call(LeaseGrpc.getLeaseKeepAliveMethod(), ended.join().getCode());
  }

  private final class Answers implements StreamObserver<LeaseKeepAliveResponse> {
    @Override
    public void onNext(LeaseKeepAliveResponse answer) {
      answers.add(answer);
    }

    @Override
    public void onError(Throwable failure) {
      ended.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      ended.complete(Status.OK);
    }
  }
}
