package lampas.workflow.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ExecutionStatusTest {
  @Test
  void eachExceptionHasAStatus() {
    assertThat(ExecutionStatus.of(null)).isEqualTo(ExecutionStatus.SUCCESS);
    for (Exception timeout :
        new Exception[] {
          new WorkflowTimeoutException("x"),
          new TimeoutException(),
          new HttpTimeoutException("x"),
          new SocketTimeoutException()
        }) {
      assertThat(ExecutionStatus.of(timeout)).isEqualTo(ExecutionStatus.TIMEOUT);
    }
    for (Exception cancelled :
        new Exception[] {
          new InterruptedException(),
          new CancellationException(),
          new InterruptedIOException(),
          new ClosedByInterruptException()
        }) {
      assertThat(ExecutionStatus.of(cancelled)).isEqualTo(ExecutionStatus.CANCELLED);
    }
    for (Throwable failure :
        new Throwable[] {
          new IOException(),
          new OutOfMemoryError(),
          new ExecutionException(new TimeoutException()),
          new CircuitOpenException("x")
        }) {
      assertThat(ExecutionStatus.of(failure)).isEqualTo(ExecutionStatus.FAILURE);
    }
  }
}
