package lampas.promql.build;

import java.util.Optional;
import lampas.promql.syntax.BinaryOperator;

/** A number that belongs to no series. */
public final class Scalar extends Operand {
  Scalar(Node node) {
    super(node);
  }

  public static Scalar of(double value) {
    return new Scalar(Node.number(value));
  }

  /** The evaluation time, in Unix seconds. */
  public static Scalar time() {
    return Calls.scalar("time");
  }

  public Scalar plus(Scalar other) {
    return apply(BinaryOperator.ADD, other);
  }

  public Scalar minus(Scalar other) {
    return apply(BinaryOperator.SUBTRACT, other);
  }

  public Scalar times(Scalar other) {
    return apply(BinaryOperator.MULTIPLY, other);
  }

  public Scalar dividedBy(Scalar other) {
    return apply(BinaryOperator.DIVIDE, other);
  }

  public Scalar modulo(Scalar other) {
    return apply(BinaryOperator.MODULO, other);
  }

  public Scalar toThePowerOf(Scalar other) {
    return apply(BinaryOperator.POWER, other);
  }

  public Scalar atan2(Scalar other) {
    return apply(BinaryOperator.ATAN2, other);
  }

  public InstantVector plus(InstantVector other) {
    return Operators.apply(BinaryOperator.ADD, this, other);
  }

  public InstantVector minus(InstantVector other) {
    return Operators.apply(BinaryOperator.SUBTRACT, this, other);
  }

  public InstantVector times(InstantVector other) {
    return Operators.apply(BinaryOperator.MULTIPLY, this, other);
  }

  public InstantVector dividedBy(InstantVector other) {
    return Operators.apply(BinaryOperator.DIVIDE, this, other);
  }

  public InstantVector modulo(InstantVector other) {
    return Operators.apply(BinaryOperator.MODULO, this, other);
  }

  public InstantVector toThePowerOf(InstantVector other) {
    return Operators.apply(BinaryOperator.POWER, this, other);
  }

  public InstantVector atan2(InstantVector other) {
    return Operators.apply(BinaryOperator.ATAN2, this, other);
  }

  /** 1 where the comparison holds, else 0. */
  public Scalar compare(Comparison comparison, Scalar other) {
    return new Scalar(
        Node.binary(
            comparison.operator(),
            node(),
            other.node(),
            Optional.empty(),
            Comparison.Answer.ZERO_OR_ONE));
  }

  /** The scalar with the other sign. */
  public Scalar negated() {
    return new Scalar(node().negated());
  }

  /** A vector of one series without labels. */
  public InstantVector toVector() {
    return Calls.vector("vector", this);
  }

  @Override
  Values values() {
    return Values.NUMBERS;
  }

  private Scalar apply(BinaryOperator operator, Scalar other) {
    return new Scalar(
        Node.binary(operator, node(), other.node(), Optional.empty(), Comparison.Answer.KEPT));
  }
}
