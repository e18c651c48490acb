package lampas.promql.build;

/** A text, which some functions take. */
public final class Text extends Part {
  private final String value;

  private Text(String value) {
    super(Node.string(value));
    this.value = value;
  }

  /**
   * A text of any characters.
   *
   * @throws BuildException if it has half a surrogate pair
   */
  public static Text of(String value) {
    return new Text(Names.text("text", value));
  }

  String value() {
    return value;
  }
}
