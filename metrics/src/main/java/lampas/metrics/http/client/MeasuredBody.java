package lampas.metrics.http.client;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Counts the body of an answer on its way to who wants it, and sees its end. */
final class MeasuredBody<T> implements BodySubscriber<T> {
  private final BodySubscriber<T> original;
  private final ClientCall call;

  private MeasuredBody(BodySubscriber<T> original, ClientCall call) {
    this.original = original;
    this.call = call;
  }

  static <T> BodyHandler<T> handler(BodyHandler<T> original, ClientCall call) {
    return (ResponseInfo answer) -> {
      call.answering(answer.statusCode());
      return new MeasuredBody<>(original.apply(answer), call);
    };
  }

  @Override
  public CompletionStage<T> getBody() {
    return original.getBody();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    original.onSubscribe(
        new Subscription() {
          @Override
          public void request(long count) {
            subscription.request(count);
          }

          @Override
          public void cancel() {
            call.cancelled();
            subscription.cancel();
          }
        });
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    long bytes = 0;
    for (ByteBuffer buffer : part) {
      bytes += buffer.remaining();
    }
    call.received(bytes);
    original.onNext(part);
  }

  @Override
  public void onError(Throwable thrown) {
    call.failed(thrown);
    original.onError(thrown);
  }

  /* Before the application hears of it, so that who has the whole answer finds it counted. */
  @Override
  public void onComplete() {
    call.complete();
    original.onComplete();
  }
}
