package lampas.promql.build;

import lampas.promql.syntax.Expression;

/** A piece of PromQL that was built. Immutable; equal to another one of the same tree. */
public abstract sealed class Part permits Operand, RangeVector, Text {
  private final Node node;

  Part(Node node) {
    this.node = node;
  }

  Node node() {
    return node;
  }

  /**
   * The type-checked tree; its spans are places in {@link #text()}.
   *
   * @throws BuildException LIMIT if the text is longer or nests more deeply than a parser takes
   */
  public final Expression expression() {
    return node.checked();
  }

  /** The canonical text, which reads back to the same tree. */
  public final String text() {
    return node.text();
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof Part part && node.equals(part.node);
  }

  @Override
  public final int hashCode() {
    return node.hashCode();
  }

  /** The canonical text. */
  @Override
  public final String toString() {
    return text();
  }
}
