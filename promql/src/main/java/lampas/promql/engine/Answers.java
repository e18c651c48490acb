package lampas.promql.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.HistogramSample;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.VectorSample;
import lampas.model.series.SampleColumns;
import lampas.promql.Dialect;
import lampas.promql.column.Column;
import lampas.promql.column.Steps;
import lampas.promql.function.EdgeFunctions;
import lampas.promql.function.Window;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.ValueType;

/** Makes the columns of an evaluation into the answer of a query. */
final class Answers {
  private static final long SAMPLE_BYTES = 16;

  private final QueryRun run;
  private final Evaluator evaluator;
  private final Steps steps;

  Answers(QueryRun run) {
    this.run = run;
    this.evaluator = new Evaluator(run);
    this.steps = run.span().steps();
  }

  QueryAnswer instant(Expression expression) {
    run.makeResetsExplicit(ExplicitResets.selectors(expression));
    long time = run.span().start();
    return answer(
        switch (expression.type()) {
          case SCALAR -> new QueryResult.Scalar(time, evaluator.scalar(expression, steps)[0]);
          case STRING -> new QueryResult.Text(time, Evaluator.text(expression));
          case INSTANT_VECTOR -> vector(expression, time);
          case RANGE_VECTOR -> rawSamples(expression);
        });
  }

  QueryAnswer range(Expression expression) {
    run.makeResetsExplicit(ExplicitResets.selectors(expression));
    return answer(
        switch (expression.type()) {
          case SCALAR ->
              new QueryResult.Matrix(
                  List.of(series(new Column(Labels.empty(), false, scalars(expression)))));
          case INSTANT_VECTOR -> matrix(columns(expression));
          case STRING, RANGE_VECTOR ->
              throw EvaluationException.badData(
                  "invalid expression type \"%s\" for range query, must be Scalar or instant Vector"
                      .formatted(expression.type()));
        });
  }

  private QueryAnswer answer(QueryResult result) {
    if (run.dialect() == Dialect.PROMETHEUS_2) {
      return new QueryAnswer(result, List.of(), List.of());
    }
    return new QueryAnswer(result, run.remarks().warnings(), run.remarks().infos());
  }

  private double[] scalars(Expression expression) {
    run.checkRoomFor(steps.count());
    return evaluator.scalar(expression, steps);
  }

  private List<Column> columns(Expression expression) {
    run.checkRoomFor(steps.count());
    ColumnMerger merger = new ColumnMerger(run);
    evaluator.vector(
        expression,
        steps,
        column -> {
          if (!column.isEmpty()) {
            merger.accept(named(column));
          }
        });
    List<Column> columns = new ArrayList<>();
    merger.flush(columns::add);
    return columns;
  }

  private Column named(Column column) {
    return column.dropsName() ? column.withLabels(run.unnamed(column.labels()), false) : column;
  }

  private QueryResult vector(Expression expression, long time) {
    List<Column> columns = columns(expression);
    if (!isOrdered(expression)) {
      columns.sort(Comparator.comparing(Column::labels));
    }
    return new QueryResult.Vector(columns.stream().map(column -> sample(column, time)).toList());
  }

  private static VectorSample sample(Column column, long time) {
    NativeHistogram histogram = column.histogram(0);
    return histogram == null
        ? new FloatSample(column.labels(), time, column.values()[0])
        : new HistogramSample(column.labels(), time, histogram);
  }

  private QueryResult matrix(List<Column> columns) {
    return new QueryResult.Matrix(
        columns.stream()
            .map(this::series)
            .sorted(Comparator.comparing(MatrixSeries::labels))
            .toList());
  }

  private MatrixSeries series(Column column) {
    SampleColumns samples = new SampleColumns(column.presentCount());
    for (int i = 0; i < column.values().length; i++) {
      if (Column.isPresent(column.values()[i])) {
        samples.add(steps.time(i), column.values()[i]);
      }
      NativeHistogram histogram = column.histogram(i);
      if (histogram != null) {
        samples.addHistogram(steps.time(i), histogram);
      }
    }
    run.give(column);
    run.holdBytes(samples.size() * SAMPLE_BYTES);
    return new MatrixSeries(column.labels(), samples);
  }

  private QueryResult rawSamples(Expression range) {
    Ranges.Windows windows = evaluator.ranges().windows(range);
    Window window = evaluator.ranges().window(range);
    List<MatrixSeries> series = new ArrayList<>();
    long end = windows.lookup().moment(steps, 0);
    evaluator
        .ranges()
        .samples(
            range,
            steps,
            (labels, dropsName, samples) -> {
              window.beginSeries(samples);
              window.moveTo(end - windows.length(), end, steps.start());
              SampleColumns inside = inside(window);
              if (!inside.isEmpty()) {
                run.holdBytes(inside.size() * SAMPLE_BYTES);
                series.add(new MatrixSeries(dropsName ? run.unnamed(labels) : labels, inside));
              }
            });
    series.sort(Comparator.comparing(MatrixSeries::labels));
    return new QueryResult.Matrix(series);
  }

  private static SampleColumns inside(Window window) {
    if (window.edges() != Window.Edges.PLAIN) {
      if (!window.histograms().isEmpty()) {
        throw EvaluationException.execution(
            "%s modifier is not supported with histograms"
                .formatted(window.edges().name().toLowerCase(Locale.ROOT)));
      }
      return EdgeFunctions.withEdges(window);
    }
    SampleColumns inside = new SampleColumns(window.count());
    for (int i = 0; i < window.count(); i++) {
      inside.add(window.time(i), window.value(i));
    }
    for (int i = 0; i < window.histograms().count(); i++) {
      inside.addHistogram(window.histograms().time(i), window.histograms().histogram(i));
    }
    return inside;
  }

  /* Whether the order of an instant result is the expression's own doing and must stay. */
  private static boolean isOrdered(Expression expression) {
    return switch (Ranges.unwrap(expression)) {
      case Call call ->
          call.function().name().startsWith("sort")
              || call.arguments().stream()
                  .filter(argument -> argument.type() == ValueType.INSTANT_VECTOR)
                  .anyMatch(Answers::isOrdered);
      case Aggregation aggregation ->
          aggregation.aggregator() == Aggregator.TOPK
              || aggregation.aggregator() == Aggregator.BOTTOMK;
      case Unary unary -> isOrdered(unary.operand());
      case Binary binary ->
          (binary.left().type() == ValueType.INSTANT_VECTOR && isOrdered(binary.left()))
              || (binary.left().type() == ValueType.SCALAR && isOrdered(binary.right()));
      default -> false;
    };
  }
}
