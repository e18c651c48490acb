package lampas.metrics.grpc.wire;

import io.grpc.stub.StreamObserver;

/** Answers each message with itself. */
record Echoing(StreamObserver<String> answer) implements StreamObserver<String> {
  @Override
  public void onNext(String message) {
    answer.onNext(message);
  }

  /* The client is gone; there is nobody to answer. */
  @Override
  public void onError(Throwable gone) {}

  @Override
  public void onCompleted() {
    answer.onCompleted();
  }
}
