package lampas.promql.build;

/** What operators take: an instant vector or a scalar. */
public abstract sealed class Operand extends Part permits InstantVector, Scalar {
  Operand(Node node) {
    super(node);
  }

  /** What the values mean. */
  abstract Values values();
}
