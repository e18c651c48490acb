package lampas.client.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request without a usable answer; an {@link IOException}, so that streams can throw it. */
public final class TransportException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient TransportFault fault;

  public TransportException(TransportFault fault) {
    this(fault, null);
  }

  public TransportException(TransportFault fault, @Nullable Throwable cause) {
    super(fault.toString(), cause);
    this.fault = fault;
  }

  /** What went wrong. */
  public TransportFault fault() {
    return fault;
  }
}
