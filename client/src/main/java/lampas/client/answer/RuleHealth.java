package lampas.client.answer;

/** How the last evaluation of a rule went. */
public enum RuleHealth {
  GOOD,
  FAILED,
  /** It was not evaluated yet, or the backend says something else. */
  UNKNOWN;

  static RuleHealth of(String text) {
    return switch (text) {
      case "ok" -> GOOD;
      case "err" -> FAILED;
      default -> UNKNOWN;
    };
  }
}
