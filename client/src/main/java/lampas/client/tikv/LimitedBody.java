package lampas.client.tikv;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** A body that is held in memory, up to a size. */
final class LimitedBody implements BodySubscriber<byte[]> {
  /** More came than allowed. */
  static final class TooManyBytes extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
  private @Nullable Subscription subscription;
  private long left;

  LimitedBody(long maximumBytes) {
    this.left = maximumBytes;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return bytes.getBody();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    bytes.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (left < 0) {
      return;
    }
    for (ByteBuffer buffer : buffers) {
      left -= buffer.remaining();
    }
    if (left >= 0) {
      bytes.onNext(buffers);
      return;
    }
    if (subscription != null) {
      subscription.cancel();
    }
    bytes.onError(new TooManyBytes());
  }

  @Override
  public void onError(Throwable failure) {
    bytes.onError(failure);
  }

  @Override
  public void onComplete() {
    bytes.onComplete();
  }
}
