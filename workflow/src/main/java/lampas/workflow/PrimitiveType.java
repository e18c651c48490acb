package lampas.workflow;

import java.util.Locale;

/** What kind of primitive something is; the value of the label {@code primitive_type}. */
public enum PrimitiveType {
  LAMBDA,
  SEQUENTIAL,
  PARALLEL,
  ROUTER,
  CONDITIONAL,
  RETRY,
  FALLBACK,
  TIMEOUT,
  SAGA,
  CACHE,
  CIRCUIT_BREAKER,
  /** A whole workflow, which is timed like a primitive but counted by its own name. */
  WORKFLOW;

  /** The name in labels, such as {@code circuit_breaker}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
