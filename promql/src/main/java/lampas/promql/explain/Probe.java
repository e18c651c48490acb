package lampas.promql.explain;

import java.time.Duration;
import java.util.List;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.result.EmptyReason;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.series.SeriesReader;
import lampas.model.series.TimeRange;
import lampas.promql.engine.Engine;
import lampas.promql.engine.QueryOptions;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Functions;
import lampas.promql.syntax.Printer;
import lampas.promql.syntax.ValueType;

/** Asks for parts of an expression at the times of the whole, all within one budget of time. */
final class Probe {
  private static final int LONGEST_TEXT = 200;

  private final Engine engine;
  private final SeriesReader reader;
  private final long start;
  private final long end;
  private final long step;
  private final QueryOptions options;
  private final long deadline;

  Probe(Engine engine, SeriesReader reader, long start, long end, long step, QueryOptions options) {
    this.engine = engine;
    this.reader = reader;
    this.start = start;
    this.end = end;
    this.step = step;
    this.options = options;
    this.deadline = System.nanoTime() + options.timeout().orElseThrow().toNanos();
  }

  static EmptyReason reason(EmptyReason.Kind kind, Expression where, String message) {
    return new EmptyReason(kind, text(where), where.span().start(), where.span().end(), message);
  }

  static String text(Expression expression) {
    String text = Printer.print(expression);
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
  }

  /** The last time that is asked for. */
  long end() {
    return end;
  }

  Duration lookback() {
    return options.lookback().orElse(engine.options().lookback());
  }

  /** The values of an instant vector. */
  List<MatrixSeries> series(Expression vector) {
    long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
    QueryOptions within = options.withTimeout(Duration.ofMillis(left));
    return engine.range(reader, vector, start, end, step, within).result()
            instanceof QueryResult.Matrix(var series)
        ? series
        : List.of();
  }

  boolean isEmpty(Expression expression) {
    return switch (expression.type()) {
      case SCALAR, STRING -> false;
      case INSTANT_VECTOR -> series(expression).isEmpty();
      case RANGE_VECTOR -> series(call("count_over_time", expression)).isEmpty();
    };
  }

  /** A call of a function that takes one argument. */
  static Expression.Call call(String function, Expression argument) {
    return new Expression.Call(
        Functions.find(function).orElseThrow(), List.of(argument), argument.span());
  }

  /** The series that agree with matchers, whenever they were. */
  List<Labels> labelSets(List<Matcher> matchers) {
    return reader.labelSets(matchers, TimeRange.all());
  }

  List<String> labelValues(String name) {
    return reader.labelValues(name, List.of(), TimeRange.all());
  }

  static boolean isVector(Expression expression) {
    return expression.type() == ValueType.INSTANT_VECTOR
        || expression.type() == ValueType.RANGE_VECTOR;
  }
}
