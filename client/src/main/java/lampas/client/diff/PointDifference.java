package lampas.client.diff;

import java.util.Optional;

/** A time at which a series is not the same on both sides; one of the values may be missing. */
record PointDifference(long time, Optional<Value> left, Optional<Value> right) {
  /** Whether both have a value there. */
  boolean isOfValues() {
    return left.isPresent() && right.isPresent();
  }
}
