package lampas.examples.metastore.load;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.WatchCreateRequest;
import com.ibm.etcd.api.WatchGrpc;
import com.ibm.etcd.api.WatchRequest;
import com.ibm.etcd.api.WatchResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A watcher that has to hear of every change of its keys, each once and in order. */
final class Watching {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final ClientCall<WatchRequest, WatchResponse> call;
  private final Books books;
  private final CompletableFuture<Void> created = new CompletableFuture<>();
  private final CompletableFuture<Status> ended = new CompletableFuture<>();
  private boolean ordered = true;
  private long heard;
  private long expected;
  private long revision;

  private Watching(ClientCall<WatchRequest, WatchResponse> call, Books books) {
    this.call = call;
    this.books = books;
  }

  /** Watches all keys with a prefix; returns when the server has said that it does. */
  static Watching start(Channel channel, ByteString prefix, Books books) {
    Watching watching =
        new Watching(channel.newCall(WatchGrpc.getWatchMethod(), CallOptions.DEFAULT), books);
    watching.call.start(watching.new Listener(), new Metadata());
    watching.call.request(Integer.MAX_VALUE);
    watching.call.sendMessage(
        WatchRequest.newBuilder()
            .setCreateRequest(
                WatchCreateRequest.newBuilder().setKey(prefix).setRangeEnd(after(prefix)))
            .build());
    watching.created.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    return watching;
  }

  /** One more change was made. */
  synchronized void expect() {
    expected++;
  }

  /** Waits for all changes that were made, and cancels the call. */
  void awaitAndClose() {
    try {
      awaitAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      call.cancel("the load is over", null);
      books.call(WatchGrpc.getWatchMethod(), ended.join().getCode());
    }
  }

  private synchronized void awaitAll() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (heard < expected && !ended.isDone()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      wait(left / 1_000_000 + 1);
    }
    if (heard != expected || !ordered) {
      throw new IllegalStateException(
          "watcher: heard of %s changes, %s (expected: %s, in the order of revisions)"
              .formatted(heard, ordered ? "in order" : "out of order", expected));
    }
  }

  private synchronized void hear(WatchResponse response) {
    for (var event : response.getEventsList()) {
      ordered &= event.getKv().getModRevision() > revision;
      revision = event.getKv().getModRevision();
      heard++;
    }
    notifyAll();
  }

  private final class Listener extends ClientCall.Listener<WatchResponse> {
    @Override
    public void onMessage(WatchResponse response) {
      if (response.getCreated()) {
        created.complete(null);
      }
      hear(response);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      created.completeExceptionally(status.asRuntimeException());
      ended.complete(status);
      hear(WatchResponse.getDefaultInstance());
    }
  }

  /* As etcd does it: the prefix with its last byte one higher. Our prefixes end in a slash. */
  private static ByteString after(ByteString prefix) {
    int last = prefix.size() - 1;
    byte[] end = prefix.toByteArray();
    end[last]++;
    return ByteString.copyFrom(end);
  }
}
