package lampas.client.tikv;

import java.util.Optional;
import java.util.OptionalDouble;

/** A field of a store: its value, or why there is none. */
public sealed interface Reading {
  /** A value; never NaN. */
  record Value(double number) implements Reading {
    public Value {
      if (Double.isNaN(number)) {
        throw new IllegalArgumentException("value: NaN (expected: a number)");
      }
    }
  }

  /** No value. */
  record Absent(Absence reason) implements Reading {}

  /** The value; an absence if it is NaN. */
  static Reading of(double number) {
    return Double.isNaN(number) ? absent(new Absence.NotANumber()) : new Value(number);
  }

  static Reading absent(Absence reason) {
    return new Absent(reason);
  }

  default OptionalDouble value() {
    return switch (this) {
      case Value(double number) -> OptionalDouble.of(number);
      case Absent absent -> OptionalDouble.empty();
    };
  }

  default Optional<Absence> absence() {
    return switch (this) {
      case Value value -> Optional.empty();
      case Absent(Absence reason) -> Optional.of(reason);
    };
  }
}
