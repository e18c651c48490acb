package lampas.workflow;

import java.util.function.LongSupplier;
import lampas.metrics.RecordingFailures;
import org.jspecify.annotations.Nullable;

/**
 * How everything of one runtime is recorded.
 *
 * @param clock what time is measured with
 * @param tracer makes spans, if anybody does
 * @param failures where a failure to do so goes
 */
record Recording(LongSupplier clock, @Nullable WorkflowTracer tracer, RecordingFailures failures) {
  long nanoTime() {
    return clock.getAsLong();
  }

  void failed(Throwable failure) {
    failures.failed(failure);
  }
}
