package lampas.model.label;

/** How a {@link Matcher} compares a label's value with its own. */
public enum MatchType {
  EQUAL("="),
  NOT_EQUAL("!="),
  REGEX("=~"),
  NOT_REGEX("!~");

  private final String symbol;

  MatchType(String symbol) {
    this.symbol = symbol;
  }

  /** The operator as PromQL writes it. */
  public String symbol() {
    return symbol;
  }

  /** Whether the matcher's value is a regular expression. */
  public boolean isRegex() {
    return this == REGEX || this == NOT_REGEX;
  }

  /** Whether the matcher asks for what its value does not describe. */
  public boolean isNegated() {
    return this == NOT_EQUAL || this == NOT_REGEX;
  }
}
