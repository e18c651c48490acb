package lampas.workflow.outcome;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** How an execution ended; the value of the label {@code status}, in lower case. */
public enum ExecutionStatus {
  /** It returned. */
  SUCCESS,
  /** It threw what is neither of the other two. */
  FAILURE,
  /** It, or something that it called, took longer than it was allowed to. */
  TIMEOUT,
  /** It was interrupted, because nobody waits for it any more. */
  CANCELLED;

  /**
   * The status of what threw this, or of what returned if it is null.
   *
   * <p>Timeouts are {@link WorkflowTimeoutException} and those of the JDK: of {@code
   * java.util.concurrent}, of its HTTP client and of sockets. Cancelled is {@link
   * InterruptedException}, {@link CancellationException}, and what the JDK throws when an
   * interruption ends reading or writing. Only the exception itself counts, not its causes.
   */
  public static ExecutionStatus of(@Nullable Throwable thrown) {
    return switch (thrown) {
      case null -> SUCCESS;
      case WorkflowTimeoutException timeout -> TIMEOUT;
      case TimeoutException timeout -> TIMEOUT;
      case HttpTimeoutException timeout -> TIMEOUT;
      case SocketTimeoutException timeout -> TIMEOUT;
      case InterruptedException interrupted -> CANCELLED;
      case CancellationException cancelled -> CANCELLED;
      case InterruptedIOException interrupted -> CANCELLED;
      case ClosedByInterruptException interrupted -> CANCELLED;
      default -> FAILURE;
    };
  }
}
