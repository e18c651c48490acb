package lampas.server.proxy.upstream;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Puts the body of one response into its room; its result is the length. */
final class BodyCollector implements BodyHandler<Integer>, BodySubscriber<Integer> {
  private final AnswerRoom room;
  private final CompletableFuture<Integer> collected = new CompletableFuture<>();
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean begun;
  private int length;

  BodyCollector(AnswerRoom room) {
    this.room = room;
  }

  /** Whether the head of the response has come. */
  boolean hasBegun() {
    return begun;
  }

  /** Reads no more. */
  void cancel() {
    Flow.Subscription reading = subscription;
    if (reading != null) {
      reading.cancel();
    }
  }

  @Override
  public BodySubscriber<Integer> apply(ResponseInfo response) {
    begun = true;
    /* Some backends give no length; those that lie about it are cut off later. */
    response
        .headers()
        .firstValueAsLong("Content-Length")
        .ifPresent(announced -> within(() -> room.expect(announced)));
    return this;
  }

  @Override
  public CompletionStage<Integer> getBody() {
    return collected;
  }

  @Override
  public void onSubscribe(Flow.Subscription reading) {
    subscription = reading;
    if (collected.isDone()) {
      reading.cancel();
    } else {
      reading.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (!collected.isDone()) {
        length += buffer.remaining();
        within(() -> room.add(buffer));
      }
    }
  }

  @Override
  public void onError(Throwable broken) {
    collected.completeExceptionally(broken);
  }

  @Override
  public void onComplete() {
    collected.complete(length);
  }

  private void within(Runnable step) {
    try {
      step.run();
    } catch (UpstreamException exceeded) {
      collected.completeExceptionally(exceeded);
      cancel();
    }
  }
}
