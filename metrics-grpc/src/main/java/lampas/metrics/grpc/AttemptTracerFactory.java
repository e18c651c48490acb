package lampas.metrics.grpc;

import io.grpc.ClientStreamTracer;
import io.grpc.ClientStreamTracer.StreamInfo;
import io.grpc.Metadata;
import lampas.metrics.grpc.dialect.AttemptRecorder;

/** Gives every attempt at a call of one method a tracer. */
final class AttemptTracerFactory extends ClientStreamTracer.Factory {
  private static final ClientStreamTracer NO_TRACER = new ClientStreamTracer() {};

  private final AttemptRecorder recorder;
  private final ClientCalls calls;

  AttemptTracerFactory(AttemptRecorder recorder, ClientCalls calls) {
    this.recorder = recorder;
    this.calls = calls;
  }

  @Override
  public ClientStreamTracer newClientStreamTracer(StreamInfo info, Metadata headers) {
    try {
      AttemptTracer tracer =
          new AttemptTracer(recorder, calls, info.getCallOptions().getDeadline());
      recorder.started();
      return tracer;
    } catch (RuntimeException | LinkageError failure) {
      calls.failed(failure);
      return NO_TRACER;
    }
  }
}
