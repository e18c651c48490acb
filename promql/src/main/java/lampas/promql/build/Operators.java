package lampas.promql.build;

import java.util.Optional;
import lampas.promql.syntax.BinaryOperator;
import lampas.promql.syntax.BinaryOperator.Family;
import lampas.promql.syntax.VectorMatching;

/** Puts operators between operands of which one is a vector, and says what comes out. */
final class Operators {
  private Operators() {}

  static InstantVector apply(BinaryOperator operator, Operand left, Operand right) {
    return apply(operator, left, right, Matching.allLabels(), Comparison.Answer.KEPT);
  }

  static InstantVector apply(
      BinaryOperator operator,
      Operand left,
      Operand right,
      Matching matching,
      Comparison.Answer answer) {
    boolean set = operator.family() == Family.SET;
    Optional<VectorMatching> spelt =
        left instanceof InstantVector && right instanceof InstantVector
            ? Optional.of(set ? matching.manyToMany(operator) : matching.oneSided())
            : Optional.empty();
    Node node = Node.binary(operator, left.node(), right.node(), spelt, answer);
    Values values = values(operator, left, right, answer);
    return new InstantVector(node, labels(operator, left, right, matching), values);
  }

  private static LabelScope labels(
      BinaryOperator operator, Operand left, Operand right, Matching matching) {
    if (!(left instanceof InstantVector leftVector)) {
      return ((InstantVector) right).labels();
    }
    if (!(right instanceof InstantVector rightVector)) {
      return leftVector.labels();
    }
    LabelScope matched = matching.applyTo(leftVector.labels(), rightVector.labels());
    return switch (operator) {
      case AND, UNLESS -> leftVector.labels();
      case OR -> leftVector.labels().or(rightVector.labels());
      default -> matched;
    };
  }

  private static Values values(
      BinaryOperator operator, Operand left, Operand right, Comparison.Answer answer) {
    Values first = left.values();
    Values second = right.values();
    Values kept = left instanceof Scalar ? second : first;
    return switch (operator.family()) {
      case SET -> operator == BinaryOperator.OR && first != second ? either(first, second) : first;
      case TRIM -> {
        if (!first.isNative()) {
          throw new BuildException(
              operator.symbol() + ": of " + first.text() + " (expected: native histograms)");
        }
        yield first;
      }
      case COMPARISON -> {
        requireNumbers(operator, left, right);
        yield answer == Comparison.Answer.KEPT ? kept : Values.NUMBERS;
      }
      case ARITHMETIC -> arithmetic(operator, left, right);
    };
  }

  private static Values arithmetic(BinaryOperator operator, Operand left, Operand right) {
    Values first = left.values();
    Values second = right.values();
    boolean sums = operator == BinaryOperator.ADD || operator == BinaryOperator.SUBTRACT;
    boolean scales = operator == BinaryOperator.MULTIPLY || operator == BinaryOperator.DIVIDE;
    boolean one = left instanceof Scalar || right instanceof Scalar;
    if (first.isNative() || second.isNative()) {
      boolean scaled = scales && (operator == BinaryOperator.MULTIPLY || first.isNative());
      boolean both = first.isNative() && second.isNative();
      if (!(both && sums) && !(scaled && !both)) {
        requireNumbers(operator, left, right);
      }
      return Values.HISTOGRAMS;
    }
    boolean buckets =
        sums ? first.isBuckets() && second.isBuckets() : scales && one && left.values().isBuckets();
    return buckets ? Values.BUCKETS : Values.NUMBERS;
  }

  private static void requireNumbers(BinaryOperator operator, Operand left, Operand right) {
    if (left.values().isNative() || right.values().isNative()) {
      throw new BuildException(
          operator.symbol() + ": of native histograms (expected: numbers, such as their quantile)");
    }
  }

  private static Values either(Values first, Values second) {
    if (first.isNative() || second.isNative()) {
      throw new BuildException(
          "or: of %s and of %s (expected: the same on both sides)"
              .formatted(first.text(), second.text()));
    }
    return Values.NUMBERS;
  }
}
