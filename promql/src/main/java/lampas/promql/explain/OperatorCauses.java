package lampas.promql.explain;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import lampas.model.result.EmptyReason;
import lampas.model.result.EmptyReason.Kind;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;
import lampas.promql.syntax.BinaryOperator;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.ValueType;

/** Why an operator gives nothing: an empty side, no match, or a comparison that never holds. */
final class OperatorCauses {
  private final Probe probe;
  private final Causes causes;

  OperatorCauses(Probe probe, Causes causes) {
    this.probe = probe;
    this.causes = causes;
  }

  List<EmptyReason> of(Binary binary) {
    boolean scalarLeft = binary.left().type() == ValueType.SCALAR;
    if (scalarLeft || binary.right().type() == ValueType.SCALAR) {
      Expression vector = scalarLeft ? binary.right() : binary.left();
      List<EmptyReason> inside = causes.ifEmpty(vector);
      Expression scalar = scalarLeft ? binary.left() : binary.right();
      return inside.isEmpty() ? List.of(filtered(binary, vector, scalar)) : inside;
    }
    return switch (binary.operator()) {
      case OR -> both(binary);
      case UNLESS -> unless(binary);
      case AND -> orElse(both(binary), () -> notMatched(binary));
      case ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          MODULO,
          POWER,
          ATAN2,
          TRIM_UPPER,
          TRIM_LOWER,
          EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL ->
          orElse(both(binary), () -> ofPairs(binary));
    };
  }

  private interface Otherwise {
    EmptyReason reason();
  }

  private static List<EmptyReason> orElse(List<EmptyReason> reasons, Otherwise otherwise) {
    return reasons.isEmpty() ? List.of(otherwise.reason()) : reasons;
  }

  private List<EmptyReason> both(Binary binary) {
    List<EmptyReason> reasons = new ArrayList<>(causes.ifEmpty(binary.left()));
    reasons.addAll(causes.ifEmpty(binary.right()));
    return reasons;
  }

  private List<EmptyReason> unless(Binary binary) {
    List<EmptyReason> left = causes.ifEmpty(binary.left());
    if (!left.isEmpty()) {
      return left;
    }
    int count = probe.series(binary.left()).size();
    return List.of(
        Probe.reason(
            Kind.EXCLUDED,
            binary,
            "the right side has a match for %s of the left".formatted(Words.all(count))));
  }

  private EmptyReason ofPairs(Binary binary) {
    if (binary.operator().family() == BinaryOperator.Family.COMPARISON && !binary.bool()) {
      Binary truth =
          new Binary(
              binary.operator(),
              binary.left(),
              binary.right(),
              true,
              binary.matching(),
              binary.span());
      int pairs = probe.series(truth).size();
      if (pairs > 0) {
        return Probe.reason(
            Kind.FILTERED,
            binary,
            "%s of the left meet one of the right, and for none is left %s right"
                .formatted(Words.series(pairs), binary.operator().symbol()));
      }
    }
    return notMatched(binary);
  }

  private EmptyReason notMatched(Binary binary) {
    return Probe.reason(
        Kind.NOT_MATCHED,
        binary,
        Mismatch.between(
            VectorLabels.of(probe.series(binary.left())),
            VectorLabels.of(probe.series(binary.right())),
            binary.matching().orElseThrow()));
  }

  private EmptyReason filtered(Binary binary, Expression vector, Expression scalar) {
    List<MatrixSeries> series = probe.series(vector);
    String symbol = binary.operator().symbol();
    String text = Probe.text(scalar);
    return Probe.reason(
        Kind.FILTERED,
        binary,
        "%s lets nothing of %s pass (%s)"
            .formatted(
                binary.left().type() == ValueType.SCALAR
                    ? text + " " + symbol
                    : symbol + " " + text,
                Words.series(series.size()),
                values(series)));
  }

  private static String values(List<MatrixSeries> series) {
    DoubleSummaryStatistics numbers = new DoubleSummaryStatistics();
    boolean notANumber = false;
    for (MatrixSeries one : series) {
      SampleColumns samples = one.samples();
      for (int i = 0; i < samples.size(); i++) {
        if (Double.isNaN(samples.value(i))) {
          notANumber = true;
        } else {
          numbers.accept(samples.value(i));
        }
      }
    }
    String also = notANumber ? " and NaN" : "";
    if (numbers.getCount() == 0) {
      return notANumber ? "always NaN" : "native histograms";
    }
    String least = SampleValue.format(numbers.getMin());
    return numbers.getMin() == numbers.getMax()
        ? "always " + least + also
        : "values from " + least + " to " + SampleValue.format(numbers.getMax()) + also;
  }
}
