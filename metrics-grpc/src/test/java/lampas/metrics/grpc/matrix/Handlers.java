package lampas.metrics.grpc.matrix;

import io.grpc.ServerCallHandler;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import lampas.metrics.grpc.wire.Service;

/** Services whose handlers all do the same with the first message of a call. */
final class Handlers {
  /** What a handler does; a streaming one has sent a message before. */
  interface Reaction {
    void react(StreamObserver<String> answer);
  }

  private Handlers() {}

  static Service reacting(Reaction reaction) {
    return Service.ECHO
        .withPlace(ServerCalls.asyncUnaryCall((request, answer) -> reaction.react(answer)))
        .withList(
            ServerCalls.asyncServerStreamingCall((request, answer) -> {
              answer.onNext(request);
              reaction.react(answer);
            }))
        .withTalk(ServerCalls.asyncBidiStreamingCall(answer -> new Reacting(answer, reaction)));
  }

  /** Handlers that fail before there is a listener. */
  static Service failingAtTheStart(RuntimeException failure) {
    ServerCallHandler<String, String> handler =
        (call, headers) -> {
          throw failure;
        };
    return new Service(handler, handler, handler, handler);
  }

  private record Reacting(StreamObserver<String> answer, Reaction reaction)
      implements StreamObserver<String> {
    @Override
    public void onNext(String message) {
      answer.onNext(message);
      reaction.react(answer);
    }

    /* The client is gone; there is nobody to answer. */
    @Override
    public void onError(Throwable gone) {}

    /* The reaction has ended the call, or left it open on purpose. */
    @Override
    public void onCompleted() {}
  }
}
