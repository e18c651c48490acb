package lampas.client.container;

import java.util.OptionalDouble;

/** A number, or the reason why there is none. */
public sealed interface Reading {
  /** A finite number. */
  record Present(double value) implements Reading {
    public Present {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("value: " + value + " (expected: a finite number)");
      }
    }
  }

  /** No number. */
  record Absent(Reason reason, String message) implements Reading {}

  /** Why there is no number. */
  enum Reason {
    /** The container does not report such a value, and has not done so lately. */
    NO_SERIES,
    /** It has reported one, but its newest sample is too old or the series has ended. */
    STALE,
    /** It reports one, but has not done so often enough to say how fast it grows. */
    TOO_FEW_SAMPLES,
    /** What it reports is NaN or infinite, which nothing may be decided on. */
    NOT_FINITE,
    /** The question was not answered. */
    QUERY_FAILED
  }

  /** The number, if there is one. */
  default OptionalDouble number() {
    return this instanceof Present(double number)
        ? OptionalDouble.of(number)
        : OptionalDouble.empty();
  }
}
