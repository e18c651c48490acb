package lampas.acceptance.metastore.linearizability;

import java.util.Optional;
import java.util.OptionalLong;

/** What a client did to a register and what it saw. */
public sealed interface RegisterOperation {
  /**
   * From call to answer by one clock.
   *
   * @param invokedNanos when the client called
   * @param returnedNanos when it had the answer; empty if it never knew the outcome, so that the
   *     operation may take effect at any later time or never
   */
  record Span(long invokedNanos, OptionalLong returnedNanos) {
    public Span {
      if (returnedNanos.isPresent() && returnedNanos.getAsLong() < invokedNanos) {
        throw new IllegalArgumentException(
            "returned: %d (expected: not before %d)"
                .formatted(returnedNanos.getAsLong(), invokedNanos));
      }
    }

    public static Span of(long invokedNanos, long returnedNanos) {
      return new Span(invokedNanos, OptionalLong.of(returnedNanos));
    }

    public static Span unknown(long invokedNanos) {
      return new Span(invokedNanos, OptionalLong.empty());
    }

    long endNanos() {
      return returnedNanos.orElse(Long.MAX_VALUE);
    }
  }

  /** A value, different from all others, was written. */
  record Write(String value, Span span) implements RegisterOperation {}

  /** A value was read, or that there is none. */
  record Read(Optional<String> value, Span span) implements RegisterOperation {
    public Read {
      if (span.returnedNanos().isEmpty()) {
        throw new IllegalArgumentException("a read without an answer (expected: none at all)");
      }
    }
  }

  Span span();
}
