package lampas.client.answer;

/** How an alert is. */
public enum AlertState {
  /** Its condition does not hold. */
  INACTIVE,
  /** Its condition holds, but not yet for as long as the rule asks. */
  PENDING,
  FIRING,
  /** The backend has not evaluated it, or says something else. */
  UNKNOWN;

  static AlertState of(String text) {
    return switch (text) {
      case "inactive" -> INACTIVE;
      case "pending" -> PENDING;
      case "firing" -> FIRING;
      default -> UNKNOWN;
    };
  }
}
