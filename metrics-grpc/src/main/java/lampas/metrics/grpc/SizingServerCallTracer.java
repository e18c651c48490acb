package lampas.metrics.grpc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Measures one call and adds up the bytes of its messages, compressed and without framing. */
final class SizingServerCallTracer extends ServerCallTracer {
  private static final VarHandle SENT;
  private static final VarHandle RECEIVED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      SENT = lookup.findVarHandle(SizingServerCallTracer.class, "sent", long.class);
      RECEIVED = lookup.findVarHandle(SizingServerCallTracer.class, "received", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long sent;
  private volatile long received;

  SizingServerCallTracer(ServerMethod method, long startNanos, long timeoutNanos) {
    super(method, startNanos, timeoutNanos);
  }

  @Override
  public void outboundWireSize(long bytes) {
    SENT.getAndAdd(this, bytes);
  }

  @Override
  public void inboundWireSize(long bytes) {
    RECEIVED.getAndAdd(this, bytes);
  }

  @Override
  long bytesSent() {
    return sent;
  }

  @Override
  long bytesReceived() {
    return received;
  }
}
