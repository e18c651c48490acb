package lampas.promql.engine;

import java.util.function.Consumer;
import java.util.function.Supplier;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import lampas.model.series.SampleColumns;
import lampas.promql.column.Column;
import lampas.promql.column.Steps;
import lampas.promql.function.Window;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.Subquery;
import org.jspecify.annotations.Nullable;

/** Range vectors: the samples that windows look at, whether selected or computed by a subquery. */
final class Ranges {
  private final QueryRun run;
  private final Evaluator evaluator;
  private final Selectors selectors;

  Ranges(QueryRun run, Evaluator evaluator, Selectors selectors) {
    this.run = run;
    this.evaluator = evaluator;
    this.selectors = selectors;
  }

  /** Where the samples of a range vector go, one series at a time. */
  @FunctionalInterface
  interface SeriesSink {
    /**
     * Takes a series.
     *
     * @param dropsName whether the metric name goes when the query is done
     * @param samples without staleness markers; the taker's only until the call returns
     */
    void accept(Labels labels, boolean dropsName, SampleColumns samples);
  }

  /** Where the windows of a range vector end, and how long they are. */
  record Windows(Lookup lookup, long length) {}

  static Expression unwrap(Expression expression) {
    Expression inner = expression;
    while (inner instanceof Parentheses parentheses) {
      inner = parentheses.inner();
    }
    return inner;
  }

  Windows windows(Expression range) {
    return switch (unwrap(range)) {
      case RangeSelector selector ->
          new Windows(
              Lookup.of(selector.selector().shift(), run),
              Durations.positive(selector.range(), run.span()));
      case Subquery subquery ->
          new Windows(
              Lookup.of(subquery.shift(), run), Durations.positive(subquery.range(), run.span()));
      default -> throw notARange(range);
    };
  }

  /** How the edges of a range vector's windows are found. */
  static Window.Edges edges(Expression range) {
    return unwrap(range) instanceof RangeSelector selector
        ? switch (selector.selector().extrapolation()) {
          case NONE -> Window.Edges.PLAIN;
          case ANCHORED -> Window.Edges.ANCHORED;
          case SMOOTHED -> Window.Edges.SMOOTHED;
        }
        : Window.Edges.PLAIN;
  }

  /** A window to be moved over the series of a range vector. */
  Window window(Expression range) {
    Window window = new Window(run.edgeMillis());
    window.reach(edges(range), run.lookbackMillis());
    if (run.usesStartTimes()) {
      window.useStartTimes();
    }
    return window;
  }

  /** Hands on the samples of each series that windows at the steps can reach. */
  void samples(Expression range, Steps steps, SeriesSink out) {
    switch (unwrap(range)) {
      case RangeSelector selector ->
          selectors.samples(
              selector.selector(), steps, windows(range).length() + run.edgeMillis(), out);
      case Subquery subquery -> subquery(subquery, steps, out);
      default -> throw notARange(range);
    }
  }

  /** Works on the samples of one series, which may drop its name; null if nothing comes out. */
  @FunctionalInterface
  interface SeriesWork<T, R> {
    @Nullable R on(Labels labels, boolean dropsName, SampleColumns samples, T tools);
  }

  /**
   * Hands on what comes out of each series, in order.
   *
   * @param tools makes what one thread needs
   * @param work may be done by several threads at once; it must not remark on anything
   */
  <T, R> void each(
      Expression range, Steps steps, Supplier<T> tools, SeriesWork<T, R> work, Consumer<R> out) {
    if (unwrap(range) instanceof RangeSelector selector) {
      selectors.samples(
          selector.selector(),
          steps,
          windows(range).length() + run.edgeMillis(),
          tools,
          (labels, samples, own) -> work.on(labels, false, samples, own),
          out);
      return;
    }
    T own = tools.get();
    samples(
        range,
        steps,
        (labels, dropsName, samples) -> {
          R result = work.on(labels, dropsName, samples, own);
          if (result != null) {
            out.accept(result);
          }
        });
  }

  private void subquery(Subquery subquery, Steps steps, SeriesSink out) {
    if (steps.isEmpty()) {
      return;
    }
    Windows windows = windows(subquery);
    long step =
        subquery
            .step()
            .map(duration -> Durations.positive(duration, run.span()))
            .orElse(run.subqueryStepMillis());
    /* Steps are multiples of the step, whenever the query is asked, and the first lies inside. */
    long before = windows.lookup.firstMoment(steps) - windows.length - run.edgeMillis();
    long first = (Math.floorDiv(before, step) + 1) * step;
    Steps inner = Steps.between(first, windows.lookup.lastMoment(steps), step);
    if (inner.isEmpty()) {
      return;
    }
    run.checkRoomFor(inner.count());
    SampleColumns samples = new SampleColumns();
    evaluator.vector(
        subquery.operand(),
        inner,
        column -> {
          samples.clear();
          for (int i = 0; i < column.values().length; i++) {
            if (Column.isPresent(column.values()[i])) {
              samples.add(inner.time(i), column.values()[i]);
            }
            NativeHistogram histogram = column.histogram(i);
            if (histogram != null) {
              samples.addHistogram(inner.time(i), withoutKnownReset(histogram));
            }
          }
          run.give(column);
          out.accept(column.labels(), column.dropsName(), samples);
        });
  }

  /* What is known of a reset compares with a sample that the subquery may leave out. */
  private static NativeHistogram withoutKnownReset(NativeHistogram histogram) {
    return switch (histogram.counterReset()) {
      case RESET, NOT_RESET -> histogram.toBuilder().counterReset(CounterReset.UNKNOWN).build();
      case UNKNOWN, GAUGE -> histogram;
    };
  }

  private static EvaluationException notARange(Expression expression) {
    return EvaluationException.badData(
        "expression of type %s (expected: range vector)".formatted(expression.type()));
  }
}
