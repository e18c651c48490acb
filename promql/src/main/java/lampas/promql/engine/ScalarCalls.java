package lampas.promql.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import lampas.promql.column.Column;
import lampas.promql.column.Steps;
import lampas.promql.function.NumberFunctions;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Call;

/** Functions that give a scalar. */
final class ScalarCalls {
  private final QueryRun run;
  private final Evaluator evaluator;

  ScalarCalls(QueryRun run, Evaluator evaluator) {
    this.run = run;
    this.evaluator = evaluator;
  }

  double[] call(Call call, Steps steps) {
    List<Expression> arguments = call.arguments();
    return switch (call.function().name()) {
      case "time" -> times(steps);
      case "pi" -> evaluator.constant(Math.PI, steps);
      case "scalar" -> only(arguments.get(0), steps);
      case "start" -> evaluator.constant(run.span().start() / 1000.0, steps);
      case "end" -> evaluator.constant(run.span().end() / 1000.0, steps);
      case "step" -> evaluator.constant(run.span().stepSeconds(), steps);
      case "range" -> evaluator.constant(run.span().rangeSeconds(), steps);
      case "min_of" -> both(arguments, NumberFunctions::minimum, steps);
      case "max_of" -> both(arguments, NumberFunctions::maximum, steps);
      default -> throw VectorCalls.notEvaluated(call);
    };
  }

  private double[] times(Steps steps) {
    double[] values = evaluator.constant(0, steps);
    for (int i = 0; i < values.length; i++) {
      values[i] = steps.time(i) / 1000.0;
    }
    return values;
  }

  /* The value of the only series; NaN at steps with none or several. */
  private double[] only(Expression vector, Steps steps) {
    double[] values = evaluator.constant(Double.NaN, steps);
    int[] found = new int[values.length];
    evaluator.vector(
        vector,
        steps,
        column -> {
          for (int i = 0; i < values.length; i++) {
            if (Column.isPresent(column.values()[i])) {
              values[i] = ++found[i] == 1 ? column.values()[i] : Double.NaN;
            }
          }
          run.give(column);
        });
    return values;
  }

  private double[] both(List<Expression> arguments, DoubleBinaryOperator operator, Steps steps) {
    double[] left = evaluator.scalar(arguments.get(0), steps);
    double[] right = evaluator.scalar(arguments.get(1), steps);
    Arrays.setAll(left, i -> operator.applyAsDouble(left[i], right[i]));
    run.give(right);
    return left;
  }
}
