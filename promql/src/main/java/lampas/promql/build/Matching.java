package lampas.promql.build;

import java.util.List;
import java.util.OptionalDouble;
import lampas.promql.syntax.BinaryOperator;
import lampas.promql.syntax.VectorMatching;
import lampas.promql.syntax.VectorMatching.Cardinality;

/**
 * How series of two vectors find each other: {@code on (…)} or {@code ignoring (…)}, one to one or
 * many to one.
 *
 * <p>Immutable. The labels are checked against the series of both sides.
 */
public final class Matching {
  private static final Matching ALL_LABELS =
      new Matching(
          new VectorMatching(
              Cardinality.ONE_TO_ONE,
              false,
              List.of(),
              List.of(),
              OptionalDouble.empty(),
              OptionalDouble.empty()));

  private final VectorMatching matching;

  private Matching(VectorMatching matching) {
    this.matching = matching;
  }

  /** All labels agree, as without any matching. */
  public static Matching allLabels() {
    return ALL_LABELS;
  }

  /** These labels agree, the others need not. */
  public static Matching on(String... labels) {
    return ALL_LABELS.change(
        Cardinality.ONE_TO_ONE, true, Names.distinct("on", List.of(labels)), List.of());
  }

  /** All labels but these agree. */
  public static Matching ignoring(String... labels) {
    return ALL_LABELS.change(
        Cardinality.ONE_TO_ONE, false, Names.distinct("ignoring", List.of(labels)), List.of());
  }

  /** Several series of the left may meet one of the right, whose named labels the result takes. */
  public Matching groupLeft(String... include) {
    return change(
        Cardinality.MANY_TO_ONE,
        matching.on(),
        matching.labels(),
        Names.distinct("group_left", List.of(include)));
  }

  /** Several series of the right may meet one of the left, whose named labels the result takes. */
  public Matching groupRight(String... include) {
    return change(
        Cardinality.ONE_TO_MANY,
        matching.on(),
        matching.labels(),
        Names.distinct("group_right", List.of(include)));
  }

  /** A value for what is missing on the left; experimental. */
  public Matching fillLeft(double value) {
    return new Matching(
        new VectorMatching(
            matching.cardinality(),
            matching.on(),
            matching.labels(),
            matching.include(),
            OptionalDouble.of(value),
            matching.fillRight()));
  }

  /** A value for what is missing on the right; experimental. */
  public Matching fillRight(double value) {
    return new Matching(
        new VectorMatching(
            matching.cardinality(),
            matching.on(),
            matching.labels(),
            matching.include(),
            matching.fillLeft(),
            OptionalDouble.of(value)));
  }

  private Matching change(
      Cardinality cardinality, boolean on, List<String> labels, List<String> include) {
    return new Matching(
        new VectorMatching(
            cardinality, on, labels, include, matching.fillLeft(), matching.fillRight()));
  }

  /** The matching of an operator other than a set operator. */
  VectorMatching oneSided() {
    return matching;
  }

  /** The matching of a set operator. */
  VectorMatching manyToMany(BinaryOperator operator) {
    boolean plain = matching.cardinality() == Cardinality.ONE_TO_ONE;
    if (!plain || matching.fillLeft().isPresent() || matching.fillRight().isPresent()) {
      throw new BuildException(
          operator.symbol() + ": with a group or a fill (expected: on or ignoring alone)");
    }
    return change(Cardinality.MANY_TO_MANY, matching.on(), matching.labels(), List.of()).matching;
  }

  /** Checks the labels of both sides and says which ones a result has. */
  LabelScope applyTo(LabelScope left, LabelScope right) {
    List<String> labels = matching.labels();
    if (matching.on()) {
      left.require("on, left side", labels);
      right.require("on, right side", labels);
    } else {
      left.or(right).require("ignoring", labels);
    }
    return switch (matching.cardinality()) {
      case ONE_TO_ONE, MANY_TO_MANY -> matching.on() ? left.only(labels) : left.without(labels);
      case MANY_TO_ONE -> included("group_left", left, right);
      case ONE_TO_MANY -> included("group_right", right, left);
    };
  }

  private LabelScope included(String what, LabelScope many, LabelScope one) {
    one.require(what, matching.include());
    for (String label : matching.include()) {
      if (matching.on() && matching.labels().contains(label)) {
        throw new BuildException(
            "%s: label %s is also one of on (expected: another one)".formatted(what, label));
      }
    }
    return many.with(matching.include());
  }
}
