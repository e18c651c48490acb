package lampas.examples.metastore.api;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.Event;
import com.ibm.etcd.api.WatchCancelRequest;
import com.ibm.etcd.api.WatchCreateRequest;
import com.ibm.etcd.api.WatchGrpc;
import com.ibm.etcd.api.WatchProgressRequest;
import com.ibm.etcd.api.WatchRequest;
import com.ibm.etcd.api.WatchResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A client's watch stream; reads at once, or only what it is told to. */
final class WatchClient implements AutoCloseable {
  private final BlockingQueue<WatchResponse> responses = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private final CompletableFuture<ClientCallStreamObserver<WatchRequest>> requests =
      new CompletableFuture<>();

  private WatchClient(WatchGrpc.WatchStub stub, boolean readsAtOnce) {
    var unused = stub.watch(new Receiver(readsAtOnce));
  }

  public static WatchClient open(Channel channel) {
    return new WatchClient(WatchGrpc.newStub(channel), true);
  }

  /** A client whose stream ends by itself. */
  public static WatchClient openWithDeadline(Channel channel, Duration deadline) {
    return new WatchClient(WatchGrpc.newStub(channel).withDeadlineAfter(deadline), true);
  }

  /** A client that takes no response before {@link #read}. */
  public static WatchClient openUnread(Channel channel) {
    return new WatchClient(WatchGrpc.newStub(channel), false);
  }

  public void create(String key, UnaryOperator<WatchCreateRequest.Builder> options) {
    requests
        .join()
        .onNext(
            WatchRequest.newBuilder()
                .setCreateRequest(
                    options.apply(
                        WatchCreateRequest.newBuilder().setKey(ByteString.copyFromUtf8(key))))
                .build());
  }

  /** Creates a watcher and waits for the answer. */
  public WatchResponse created(String key, UnaryOperator<WatchCreateRequest.Builder> options) {
    create(key, options);
    WatchResponse answer = next();
    if (!answer.getCreated()) {
      throw new AssertionError("not an answer to the creation: " + answer);
    }
    return answer;
  }

  public void cancel(long watchId) {
    requests
        .join()
        .onNext(
            WatchRequest.newBuilder()
                .setCancelRequest(WatchCancelRequest.newBuilder().setWatchId(watchId))
                .build());
  }

  public void askForProgress() {
    requests
        .join()
        .onNext(
            WatchRequest.newBuilder()
                .setProgressRequest(WatchProgressRequest.getDefaultInstance())
                .build());
  }

  public void read(int count) {
    requests.join().request(count);
  }

  public void halfClose() {
    requests.join().onCompleted();
  }

  public WatchResponse next() {
    try {
      WatchResponse response = responses.poll(20, TimeUnit.SECONDS);
      if (response == null) {
        throw new AssertionError("no response in time; the stream's end: " + end);
      }
      return response;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next events, at least so many, whatever responses they are in. */
  public List<Event> events(int count) {
    List<Event> events = new ArrayList<>();
    while (events.size() < count) {
      events.addAll(next().getEventsList());
    }
    return events;
  }

  public int unreadResponses() {
    return responses.size();
  }

  public Status end() {
    return end.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    requests.join().cancel("the test is over", null);
  }

  /** An event as {@code PUT key=value@revision}. */
  public static String text(Event event) {
    return event.getType()
        + " "
        + event.getKv().getKey().toStringUtf8()
        + "="
        + event.getKv().getValue().toStringUtf8()
        + "@"
        + event.getKv().getModRevision();
  }

  public static List<String> texts(List<Event> events) {
    return events.stream().map(WatchClient::text).toList();
  }

  private final class Receiver implements ClientResponseObserver<WatchRequest, WatchResponse> {
    private final boolean readsAtOnce;

    private Receiver(boolean readsAtOnce) {
      this.readsAtOnce = readsAtOnce;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchRequest> stream) {
      if (!readsAtOnce) {
        stream.disableAutoRequestWithInitial(0);
      }
      requests.complete(stream);
    }

    @Override
    public void onNext(WatchResponse response) {
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
