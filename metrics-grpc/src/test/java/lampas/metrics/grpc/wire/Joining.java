package lampas.metrics.grpc.wire;

import io.grpc.stub.StreamObserver;
import java.util.StringJoiner;

/** Answers many messages with one. */
final class Joining implements StreamObserver<String> {
  private final StringJoiner words = new StringJoiner(" ");
  private final StreamObserver<String> answer;

  Joining(StreamObserver<String> answer) {
    this.answer = answer;
  }

  @Override
  public void onNext(String message) {
    words.add(message);
  }

  /* The client is gone; there is nobody to answer. */
  @Override
  public void onError(Throwable gone) {}

  @Override
  public void onCompleted() {
    answer.onNext(words.toString());
    answer.onCompleted();
  }
}
