package lampas.promql.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lampas.model.label.Labels;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.Steps;
import lampas.promql.function.NaturalOrder;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Call;

/** The sort functions, which mean something only where there is one step. */
final class SortCalls {
  private final QueryRun run;
  private final Evaluator evaluator;

  SortCalls(QueryRun run, Evaluator evaluator) {
    this.run = run;
    this.evaluator = evaluator;
  }

  void call(Call call, Steps steps, ColumnSink out) {
    if (!steps.isInstant()) {
      run.remarks()
          .warn(
              "sort is ineffective for range queries since results are always ordered by labels",
              call.span());
    }
    List<Expression> arguments = call.arguments();
    boolean byLabels = call.function().name().startsWith("sort_by_label");
    List<Column> columns =
        byLabels ? evaluator.columns(arguments.get(0), steps) : numbers(arguments.get(0), steps);
    if (steps.isInstant()) {
      List<String> names =
          arguments.subList(1, arguments.size()).stream().map(Evaluator::text).toList();
      columns.sort(order(call.function().name(), names));
    }
    columns.forEach(out::accept);
  }

  /* Sorting by value leaves out histograms. */
  private List<Column> numbers(Expression operand, Steps steps) {
    List<Column> columns = new ArrayList<>();
    for (Column column : evaluator.columns(operand, steps)) {
      Column numbers = column.withoutHistograms(run);
      if (numbers.isEmpty()) {
        run.give(numbers);
      } else {
        columns.add(numbers);
      }
    }
    return columns;
  }

  private static Comparator<Column> order(String function, List<String> names) {
    return switch (function) {
      case "sort" -> (a, b) -> compare(a.values()[0], b.values()[0]);
      case "sort_desc" ->
          (a, b) -> {
            boolean nan = Double.isNaN(a.values()[0]) || Double.isNaN(b.values()[0]);
            int order = compare(a.values()[0], b.values()[0]);
            return nan ? order : -order;
          };
      case "sort_by_label" -> byLabels(names);
      default -> byLabels(names).reversed();
    };
  }

  /* NaN comes last, whichever way the others are sorted. */
  private static int compare(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }
    return a < b ? -1 : a > b ? 1 : 0;
  }

  private static Comparator<Column> byLabels(List<String> names) {
    return (a, b) -> {
      for (String name : names) {
        int order =
            NaturalOrder.compare(a.labels().valueOrEmpty(name), b.labels().valueOrEmpty(name));
        if (order != 0) {
          return order;
        }
      }
      Labels left = a.labels();
      return left.compareTo(b.labels());
    };
  }
}
