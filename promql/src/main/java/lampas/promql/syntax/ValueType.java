package lampas.promql.syntax;

/** The type of an expression's value; the names are those that Prometheus uses in messages. */
public enum ValueType {
  SCALAR("scalar"),
  STRING("string"),
  INSTANT_VECTOR("instant vector"),
  RANGE_VECTOR("range vector");

  private final String text;

  ValueType(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
