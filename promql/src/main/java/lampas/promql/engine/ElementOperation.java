package lampas.promql.engine;

import java.util.function.DoubleBinaryOperator;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.HistogramSum;
import lampas.model.histogram.NativeHistogram;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnWriter;
import lampas.promql.function.HistogramScale;
import lampas.promql.function.HistogramTrim;
import lampas.promql.syntax.BinaryOperator;
import lampas.promql.syntax.Expression.Binary;
import org.jspecify.annotations.Nullable;

/**
 * A binary operator between two elements that may be histograms; the result is kept until the next.
 *
 * <p>What is not defined has no result, not even with {@code bool}, and is remarked on.
 */
final class ElementOperation {
  private final Remarks remarks;
  private final Binary binary;
  private final DoubleBinaryOperator numbers;
  private double value = Column.ABSENT;
  private boolean refused;
  private @Nullable NativeHistogram histogram;

  /**
   * An operation.
   *
   * @param numbers the operator between two numbers, and which of them a comparison keeps
   */
  ElementOperation(Remarks remarks, Binary binary, DoubleBinaryOperator numbers) {
    this.remarks = remarks;
    this.binary = binary;
    this.numbers = numbers;
  }

  /** Whether numbers alone make it necessary to look at each element. */
  boolean remarksOnNumbers() {
    return binary.operator().family() == BinaryOperator.Family.TRIM;
  }

  void apply(
      double left,
      @Nullable NativeHistogram leftHistogram,
      double right,
      @Nullable NativeHistogram rightHistogram) {
    value = Column.ABSENT;
    histogram = null;
    refused = false;
    if (leftHistogram != null && rightHistogram != null) {
      ofHistograms(leftHistogram, rightHistogram);
    } else if (leftHistogram != null) {
      withNumber(leftHistogram, right);
    } else if (rightHistogram != null) {
      scaled(left, rightHistogram);
    } else if (remarksOnNumbers()) {
      refuse("float", "float");
    } else {
      value = numbers.applyAsDouble(left, right);
    }
  }

  /** Whether the operator is not defined for the two elements. */
  boolean isRefused() {
    return refused;
  }

  boolean isPresent() {
    return histogram != null || Column.isPresent(value);
  }

  /** Puts the result, if there is one, into a column. */
  void put(int step, ColumnWriter out) {
    if (histogram == null) {
      out.put(step, value);
    } else {
      out.put(step, histogram);
    }
  }

  private void scaled(double left, NativeHistogram right) {
    if (binary.operator() == BinaryOperator.MULTIPLY) {
      histogram = HistogramScale.multiply(right, left);
    } else {
      refuse("float", "histogram");
    }
  }

  private void withNumber(NativeHistogram left, double right) {
    switch (binary.operator()) {
      case MULTIPLY -> histogram = HistogramScale.multiply(left, right);
      case DIVIDE -> histogram = HistogramScale.divide(left, right);
      case TRIM_UPPER -> histogram = HistogramTrim.trim(left, HistogramTrim.Keep.BELOW, right);
      case TRIM_LOWER -> histogram = HistogramTrim.trim(left, HistogramTrim.Keep.ABOVE, right);
      case ADD,
          SUBTRACT,
          MODULO,
          POWER,
          ATAN2,
          EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          OR,
          AND,
          UNLESS ->
          refuse("histogram", "float");
    }
  }

  private void ofHistograms(NativeHistogram left, NativeHistogram right) {
    switch (binary.operator()) {
      case ADD -> add(left, right);
      case SUBTRACT -> subtract(left, right);
      case EQUAL -> compare(left, left.isSame(right));
      case NOT_EQUAL -> compare(left, !left.isSame(right));
      case MULTIPLY,
          DIVIDE,
          MODULO,
          POWER,
          ATAN2,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          TRIM_UPPER,
          TRIM_LOWER,
          OR,
          AND,
          UNLESS ->
          refuse("histogram", "histogram");
    }
  }

  private void add(NativeHistogram left, NativeHistogram right) {
    HistogramSum sum = HistogramSum.of(left);
    if (isCompatible(sum, right) && isSound(sum.add(right), "addition")) {
      histogram = sum.toHistogram();
    }
  }

  private void subtract(NativeHistogram left, NativeHistogram right) {
    HistogramSum difference = HistogramSum.of(left);
    if (isCompatible(difference, right) && isSound(difference.subtract(right), "subtraction")) {
      difference.counterReset(CounterReset.GAUGE);
      histogram = difference.toHistogram();
    }
  }

  private boolean isCompatible(HistogramSum left, NativeHistogram right) {
    if (left.isCompatibleWith(right)) {
      return true;
    }
    refused = true;
    remarks.warn(
        "incompatible bucket layout encountered for binary operator " + binary.operator().symbol(),
        binary.span());
    return false;
  }

  /* Upstream gives no result where one side was reset and the other was not. */
  private boolean isSound(HistogramSum.Remarks found, String operation) {
    if (found.resetCollision()) {
      refused = true;
      remarks.warn("conflicting counter resets during histogram " + operation, binary.span());
      return false;
    }
    if (found.boundsReconciled()) {
      remarks.inform(
          "mismatched custom buckets were reconciled during " + operation, binary.span());
    }
    return true;
  }

  private void compare(NativeHistogram left, boolean truth) {
    if (binary.bool()) {
      value = truth ? 1 : 0;
    } else if (truth) {
      histogram = left;
    }
  }

  private void refuse(String left, String right) {
    refused = true;
    String symbol = binary.operator().symbol();
    remarks.inform(
        "incompatible sample types encountered for binary operator \"%s\": %s %s %s"
            .formatted(symbol, left, symbol, right),
        binary.span());
  }
}
