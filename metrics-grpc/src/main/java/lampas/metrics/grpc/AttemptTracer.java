package lampas.metrics.grpc;

import io.grpc.ClientStreamTracer;
import io.grpc.Deadline;
import io.grpc.Status;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import lampas.metrics.grpc.dialect.AttemptRecorder;
import org.jspecify.annotations.Nullable;

/** Measures one attempt at a call. */
final class AttemptTracer extends ClientStreamTracer {
  private static final VarHandle SENT;
  private static final VarHandle RECEIVED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      SENT = lookup.findVarHandle(AttemptTracer.class, "sent", long.class);
      RECEIVED = lookup.findVarHandle(AttemptTracer.class, "received", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final AttemptRecorder recorder;
  private final ClientCalls calls;
  private final @Nullable Deadline deadline;
  private final long startNanos;

  private volatile long sent;
  private volatile long received;

  AttemptTracer(AttemptRecorder recorder, ClientCalls calls, @Nullable Deadline deadline) {
    this.recorder = recorder;
    this.calls = calls;
    this.deadline = deadline;
    this.startNanos = calls.now();
  }

  @Override
  public void outboundWireSize(long bytes) {
    SENT.getAndAdd(this, bytes);
  }

  @Override
  public void inboundWireSize(long bytes) {
    RECEIVED.getAndAdd(this, bytes);
  }

  /** gRPC promises to call this exactly once. */
  @Override
  public void streamClosed(Status status) {
    try {
      recorder.ended(code(status.getCode()), calls.now() - startNanos, sent, received);
    } catch (RuntimeException | LinkageError failure) {
      calls.failed(failure);
    }
  }

  /* A server whose clock was faster can only reset the stream, which looks like a cancellation. */
  private Status.Code code(Status.Code reported) {
    return reported == Status.Code.CANCELLED && deadline != null && deadline.isExpired()
        ? Status.Code.DEADLINE_EXCEEDED
        : reported;
  }
}
