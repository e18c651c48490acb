package lampas.promql.syntax;

/**
 * Where an expression stands in its text.
 *
 * @param start the offset of the first character
 * @param end the offset after the last character
 */
public record Span(int start, int end) {
  /** Nowhere: for trees that were built, not parsed. */
  public static final Span NONE = new Span(0, 0);
}
