package lampas.metrics.grpc.wire;

import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;

/** The service of {@link Methods}, with a handler for each of its methods. */
public record Service(
    ServerCallHandler<String, String> place,
    ServerCallHandler<String, String> list,
    ServerCallHandler<String, String> upload,
    ServerCallHandler<String, String> talk) {

  /** Answers everything: with what was asked, in messages of one word where there may be many. */
  public static final Service ECHO =
      new Service(
          ServerCalls.asyncUnaryCall((request, answer) -> {
            answer.onNext(request);
            answer.onCompleted();
          }),
          ServerCalls.asyncServerStreamingCall((request, answer) -> {
            for (String word : request.split(" ", -1)) {
              answer.onNext(word);
            }
            answer.onCompleted();
          }),
          ServerCalls.asyncClientStreamingCall(answer -> new Joining(answer)),
          ServerCalls.asyncBidiStreamingCall(answer -> new Echoing(answer)));

  public Service withPlace(ServerCallHandler<String, String> handler) {
    return new Service(handler, list, upload, talk);
  }

  public Service withList(ServerCallHandler<String, String> handler) {
    return new Service(place, handler, upload, talk);
  }

  public Service withTalk(ServerCallHandler<String, String> handler) {
    return new Service(place, list, upload, handler);
  }

  /** What a server needs to serve it. */
  public ServerServiceDefinition definition() {
    return ServerServiceDefinition.builder(Methods.SERVICE)
        .addMethod(Methods.PLACE, place)
        .addMethod(Methods.LIST, list)
        .addMethod(Methods.UPLOAD, upload)
        .addMethod(Methods.TALK, talk)
        .build();
  }
}
