package lampas.promql.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.VectorSample;
import lampas.model.series.SampleColumns;
import lampas.promql.PromqlException;
import lampas.promql.engine.ScriptCommand.Eval;
import lampas.promql.engine.ScriptCommand.Expectation;
import lampas.promql.engine.ScriptCommand.Kind;

/** Runs an upstream script and counts its evaluations as upstream's own runner does. */
final class ScriptRunner {
  private static final double TOLERANCE = 1e-6;
  private static final long MINUTE = 60_000;

  private final Engine engine;
  private FixtureReader reader = new FixtureReader();
  private final Outcome outcome =
      new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

  private ScriptRunner(Engine engine) {
    this.engine = engine;
  }

  /** What became of a script's evaluations. */
  record Outcome(List<Integer> passed, List<String> failed, List<String> skipped) {
    int total() {
      return passed.size() + failed.size() + skipped.size();
    }
  }

  /** An evaluation that did not give what it should. */
  private static final class Difference extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;

    Difference(String what) {
      super(what);
      this.what = what;
    }
  }

  static Outcome run(String script, Engine engine) {
    ScriptRunner runner = new ScriptRunner(engine);
    for (ScriptCommand command : ScriptParser.parse(script)) {
      switch (command) {
        case ScriptCommand.Clear clear -> runner.reader = new FixtureReader();
        case ScriptCommand.Load load -> runner.load(load);
        case Eval eval -> runner.eval(eval);
      }
    }
    return runner.outcome;
  }

  private void load(ScriptCommand.Load load) {
    Map<Labels, SeriesNotation> last = new LinkedHashMap<>();
    load.series().forEach(series -> last.put(series.labels(), series));
    last.values().forEach(series -> reader.add(series, load.stepMillis()));
    if (load.asNativeHistogramsToo()) {
      for (Labels labels : last.keySet()) {
        Labels histogram =
            labels
                .without(LabelNames.BUCKET_BOUND)
                .with(LabelNames.METRIC_NAME, labels.metricName().replaceFirst("_bucket$", ""));
        reader.add(new SeriesNotation(histogram, List.of(), true), load.stepMillis());
      }
    }
  }

  private void eval(Eval eval) {
    String name = eval.line() + ": " + eval.expression();
    if (eval.skipped().isPresent()) {
      outcome.skipped.add(name);
      return;
    }
    reader.wereHistogramsSelected();
    try {
      if (eval.isInstant()) {
        instant(eval);
      } else {
        check(
            eval,
            () -> engine.range(reader, eval.expression(), eval.start(), eval.end(), eval.step()));
      }
      outcome.passed.add(eval.line());
    } catch (Difference difference) {
      boolean known = difference.what.contains("is not evaluated by this version");
      if (reader.wereHistogramsSelected() || known) {
        outcome.skipped.add(name);
        return;
      }
      outcome.failed.add(name + "\n    " + difference.what);
    }
  }

  private void instant(Eval eval) throws Difference {
    instant(eval, eval.expression(), eval.start());
    for (AtVariants.Variant variant : AtVariants.of(eval.expression(), eval.start())) {
      instant(eval, variant.expression(), variant.time());
    }
  }

  private void instant(Eval eval, String expression, long time) throws Difference {
    try {
      check(eval, () -> engine.instant(reader, expression, time));
    } catch (Difference difference) {
      throw new Difference(difference.what + "  [" + expression + " at " + time + "]");
    }
    boolean once = eval.text().isPresent() || eval.matrix().isPresent() || eval.fails();
    if (!once && !expression.matches(".*(start|end|range|step)\\(\\).*")) {
      QueryResult result = middleOfRange(expression, time);
      if (eval.expects(Kind.ORDERED)) {
        return;
      }
      compare(eval, result);
    }
  }

  private QueryResult middleOfRange(String expression, long time) throws Difference {
    QueryAnswer answer;
    try {
      answer = engine.range(reader, expression, time - MINUTE, time + MINUTE, MINUTE);
    } catch (PromqlException error) {
      throw new Difference("as a range: " + error.getMessage());
    }
    List<VectorSample> samples = new ArrayList<>();
    for (MatrixSeries series : ((QueryResult.Matrix) answer.result()).series()) {
      for (int i = 0; i < series.samples().size(); i++) {
        if (series.samples().time(i) == time) {
          samples.add(new FloatSample(series.labels(), time, series.samples().value(i)));
        }
      }
    }
    return new QueryResult.Vector(samples);
  }

  private interface Query {
    QueryAnswer ask();
  }

  private static void check(Eval eval, Query query) throws Difference {
    QueryAnswer answer;
    try {
      answer = query.ask();
    } catch (PromqlException error) {
      checkFailure(eval, error);
      return;
    }
    if (eval.fails()) {
      throw new Difference("no error, but " + show(answer.result()));
    }
    checkRemarks(eval, Kind.WARN, Kind.NO_WARN, answer.warnings());
    checkRemarks(eval, Kind.INFO, Kind.NO_INFO, answer.infos());
    compare(eval, answer.result());
  }

  private static void checkFailure(Eval eval, PromqlException error) throws Difference {
    if (!eval.fails()) {
      throw new Difference("error: " + error.getMessage());
    }
    for (Expectation expectation : eval.expectations()) {
      if (expectation.kind() == Kind.FAIL && !expectation.message().test(error.getMessage())) {
        throw new Difference(
            "error: " + error.getMessage() + " (expected: " + expectation.said() + ")");
      }
    }
  }

  private static void checkRemarks(Eval eval, Kind kind, Kind none, List<String> remarks)
      throws Difference {
    if (eval.expects(none) && !remarks.isEmpty()) {
      throw new Difference("remarks: " + remarks);
    }
    List<Expectation> expected =
        eval.expectations().stream().filter(expectation -> expectation.kind() == kind).toList();
    for (Expectation expectation : expected) {
      if (remarks.stream().noneMatch(expectation.message())) {
        throw new Difference(kind + ": " + remarks + " (expected: " + expectation.said() + ")");
      }
    }
    for (String remark : remarks) {
      if (!expected.isEmpty() && expected.stream().noneMatch(e -> e.message().test(remark))) {
        throw new Difference("unexpected " + kind + ": " + remark);
      }
    }
  }

  private static void compare(Eval eval, QueryResult result) throws Difference {
    switch (result) {
      case QueryResult.Text text -> {
        if (!eval.text().orElse("").equals(text.value())) {
          throw new Difference(text.value());
        }
      }
      case QueryResult.Scalar scalar -> {
        if (!isClose(eval.scalar().orElse(Double.MAX_VALUE), scalar.value())) {
          throw new Difference("got " + scalar.value());
        }
      }
      case QueryResult.Vector vector -> compareVector(eval, vector);
      case QueryResult.Matrix matrix -> compareMatrix(eval, matrix);
    }
  }

  private static void compareVector(Eval eval, QueryResult.Vector vector) throws Difference {
    List<VectorSample> samples = vector.samples();
    if (eval.scalar().isPresent()) {
      if (samples.size() != 1 || !isClose(eval.scalar().getAsDouble(), value(samples.get(0)))) {
        throw new Difference("got " + show(vector));
      }
      return;
    }
    Map<Labels, Integer> positions = new LinkedHashMap<>();
    for (int i = 0; i < samples.size(); i++) {
      positions.put(samples.get(i).labels(), i);
    }
    if (samples.size() != eval.series().size()) {
      throw new Difference("got " + show(vector));
    }
    for (int i = 0; i < samples.size(); i++) {
      SeriesNotation expected = eval.series().get(i);
      Integer position = positions.get(expected.labels());
      OptionalDouble value = expected.values().get(0);
      boolean right =
          position != null
              && (!eval.expects(Kind.ORDERED) || position == i)
              && value.isPresent()
              && isClose(value.getAsDouble(), value(samples.get(position)));
      if (!right) {
        throw new Difference("got " + show(vector));
      }
    }
  }

  private static double value(VectorSample sample) {
    return ((FloatSample) sample).value();
  }

  private static void compareMatrix(Eval eval, QueryResult.Matrix matrix) throws Difference {
    Map<Labels, SampleColumns> actual = new LinkedHashMap<>();
    matrix.series().forEach(series -> actual.put(series.labels(), series.samples()));
    if (actual.size() != eval.series().size()) {
      throw new Difference("got " + show(matrix));
    }
    long start = eval.matrix().isPresent() ? eval.matrix().get()[0] : eval.start();
    long step = eval.matrix().isPresent() ? eval.matrix().get()[2] : eval.step();
    for (SeriesNotation expected : eval.series()) {
      SampleColumns samples = actual.get(expected.labels());
      int at = 0;
      for (int i = 0; i < expected.values().size(); i++) {
        OptionalDouble value = expected.values().get(i);
        if (value.isPresent()) {
          boolean right =
              samples != null
                  && at < samples.size()
                  && samples.time(at) == start + i * step
                  && isClose(value.getAsDouble(), samples.value(at));
          if (!right) {
            throw new Difference("got " + show(matrix));
          }
          at++;
        }
      }
      if (samples == null || at != samples.size()) {
        throw new Difference("got " + show(matrix));
      }
    }
  }

  private static boolean isClose(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.isNaN(a) && Double.isNaN(b);
    }
    if (a == b) {
      return true;
    }
    double sum = Math.abs(a) + Math.abs(b);
    double difference = Math.abs(a - b);
    if (a == 0 || b == 0 || sum < Double.MIN_NORMAL) {
      return difference < TOLERANCE * Double.MIN_NORMAL;
    }
    return difference / Math.min(sum, Double.MAX_VALUE) < TOLERANCE;
  }

  private static String show(QueryResult result) {
    return switch (result) {
      case QueryResult.Text text -> text.value();
      case QueryResult.Scalar scalar -> Double.toString(scalar.value());
      case QueryResult.Vector vector ->
          vector.samples().stream().map(Object::toString).collect(Collectors.joining("; "));
      case QueryResult.Matrix matrix ->
          matrix.series().stream()
              .map(series -> series.labels() + " " + series.samples())
              .collect(Collectors.joining("; "));
    };
  }
}
