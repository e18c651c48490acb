package lampas.metrics;

import java.util.Optional;
import lampas.model.label.Labels;

/**
 * What an exemplar points at: the trace that is active where something is recorded.
 *
 * <p>Called by the thread that records, so it must be quick and must not throw.
 */
public interface ExemplarSource {
  /**
   * The labels of an exemplar, {@code trace_id} and {@code span_id} by custom; empty if no sampled
   * span is active.
   */
  Optional<Labels> current();
}
