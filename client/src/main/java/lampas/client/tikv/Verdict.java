package lampas.client.tikv;

/** What one snapshot says about one rule and one store. */
sealed interface Verdict {
  /** The rule holds. */
  record Holds(String message) implements Verdict {}

  /** It was looked at, and the rule does not hold. */
  record Clear() implements Verdict {}

  /** It could not be looked at. */
  record Unknown() implements Verdict {}

  Verdict CLEAR = new Clear();
  Verdict UNKNOWN = new Unknown();

  static Verdict of(boolean holds, String message) {
    return holds ? new Holds(message) : CLEAR;
  }
}
