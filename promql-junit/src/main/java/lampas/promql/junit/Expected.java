package lampas.promql.junit;

import java.util.Arrays;
import java.util.List;
import lampas.model.series.SampleValue;
import lampas.promql.script.ExpectedResult;
import lampas.promql.script.ExpectedResult.Order;
import lampas.promql.script.QueryTime;
import lampas.promql.script.SeriesNotation;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Parser;

/** Reads what a test expects. */
final class Expected {
  private Expected() {}

  static ExpectedResult of(QueryTime time, Order order, String... lines) {
    return switch (time) {
      case QueryTime.Instant ignored -> ofInstant(order, lines);
      case QueryTime.Range range -> new ExpectedResult.Matrix(series(lines), range);
    };
  }

  private static ExpectedResult ofInstant(Order order, String... lines) {
    if (lines.length == 1 && isNumber(lines[0])) {
      return new ExpectedResult.Scalar(SampleValue.parse(lines[0]));
    }
    if (lines.length == 1
        && lines[0].startsWith("\"")
        && Parser.parse(lines[0]) instanceof StringLiteral text) {
      return new ExpectedResult.Text(text.value());
    }
    return new ExpectedResult.Vector(series(lines), order);
  }

  private static boolean isNumber(String text) {
    try {
      SampleValue.parse(text);
      return true;
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }

  private static List<SeriesNotation> series(String... lines) {
    return Arrays.stream(lines).map(String::strip).map(SeriesNotation::parse).toList();
  }
}
