package lampas.promql.syntax;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How series of two vectors find each other.
 *
 * @param on whether {@code labels} are the ones that must agree; otherwise the ones that need not
 * @param labels the labels after {@code on} or {@code ignoring}
 * @param include the labels after {@code group_left} or {@code group_right}, which the result takes
 *     from the one-side
 * @param fillLeft the value that stands in for a missing series on the left (experimental)
 * @param fillRight the same on the right
 */
public record VectorMatching(
    Cardinality cardinality,
    boolean on,
    List<String> labels,
    List<String> include,
    OptionalDouble fillLeft,
    OptionalDouble fillRight) {
  /** How many series of each side may meet. */
  public enum Cardinality {
    ONE_TO_ONE,
    /** {@code group_left}. */
    MANY_TO_ONE,
    /** {@code group_right}. */
    ONE_TO_MANY,
    /** The set operators. */
    MANY_TO_MANY
  }

  public VectorMatching {
    labels = List.copyOf(labels);
    include = List.copyOf(include);
  }
}
