package lampas.promql.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.HistogramSample;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.VectorSample;
import lampas.model.series.SampleColumns;
import lampas.model.series.SeriesReader;
import lampas.promql.PromqlException;
import lampas.promql.engine.Engine;
import lampas.promql.script.Expectation.Kind;
import lampas.promql.script.ScriptCommand.Evaluation;

/** Asks the query of one evaluation in all the ways it must hold. */
final class EvaluationRun {
  private static final long MINUTE = 60_000;
  /* They ask for the bounds of the query, which differ when an instant is asked as a range. */
  private static final Pattern BOUNDS = Pattern.compile("(start|end|range|step)\\(\\)");

  private final Engine engine;
  private final SeriesReader reader;
  private final Evaluation evaluation;

  EvaluationRun(Engine engine, SeriesReader reader, Evaluation evaluation) {
    this.engine = engine;
    this.reader = reader;
    this.evaluation = evaluation;
  }

  private interface Question {
    QueryAnswer ask();
  }

  /** How the answers differ from what is expected; empty if they do not. */
  Optional<String> failure() {
    String query = evaluation.query();
    return switch (evaluation.time()) {
      case QueryTime.Range(long start, long end, long step) ->
          failure(() -> engine.range(reader, query, start, end, step));
      case QueryTime.Instant(long time) -> instantFailure(query, time);
    };
  }

  private Optional<String> instantFailure(String query, long time) {
    Optional<String> failure = failureAt(query, time);
    if (failure.isPresent()) {
      return failure;
    }
    for (AtVariants.Variant variant : AtVariants.of(query, time)) {
      Optional<String> other = failureAt(variant.expression(), variant.time());
      if (other.isPresent()) {
        return other.map(
            text -> text + "\nasked as " + variant.expression() + " at " + variant.time() + "ms");
      }
    }
    return Optional.empty();
  }

  private Optional<String> failureAt(String query, long time) {
    Optional<String> failure = failure(() -> engine.instant(reader, query, time));
    if (failure.isPresent() || evaluation.expects(Kind.FAIL) || !isAskedAsRange(query)) {
      return failure;
    }
    return rangeFailure(query, time).map(text -> text + "\nasked as a range around " + time + "ms");
  }

  private boolean isAskedAsRange(String query) {
    return switch (evaluation.result()) {
      case ExpectedResult.Text ignored -> false;
      case ExpectedResult.Matrix ignored -> false;
      case ExpectedResult.Scalar ignored -> !BOUNDS.matcher(query).find();
      case ExpectedResult.Vector ignored -> !BOUNDS.matcher(query).find();
    };
  }

  private Optional<String> failure(Question question) {
    QueryAnswer answer;
    try {
      answer = question.ask();
    } catch (PromqlException error) {
      return errorFailure(error);
    }
    if (evaluation.expects(Kind.FAIL)) {
      return Optional.of("no error, but a result (expected: " + messages(Kind.FAIL) + ")");
    }
    return remarkFailure(Kind.WARN, Kind.NO_WARN, answer.warnings())
        .or(() -> remarkFailure(Kind.INFO, Kind.NO_INFO, answer.infos()))
        .or(() -> evaluation.result().difference(answer.result()));
  }

  private Optional<String> errorFailure(PromqlException error) {
    boolean expected =
        evaluation.expects(Kind.FAIL)
            && of(Kind.FAIL).stream().allMatch(fail -> fail.message().matches(error.getMessage()));
    return expected
        ? Optional.empty()
        : Optional.of(
            "error: "
                + error.getMessage()
                + " (expected: "
                + (evaluation.expects(Kind.FAIL) ? messages(Kind.FAIL) : "no error")
                + ")");
  }

  private Optional<String> remarkFailure(Kind kind, Kind none, List<String> remarks) {
    if (evaluation.expects(none) && !remarks.isEmpty()) {
      return Optional.of("remarks: " + remarks + " (expected: " + none + ")");
    }
    List<Expectation> expected = of(kind);
    for (Expectation one : expected) {
      if (remarks.stream().noneMatch(one.message()::matches)) {
        return Optional.of(
            "remarks: " + remarks + " (expected: " + kind + " " + one.message() + ")");
      }
    }
    for (String remark : remarks) {
      boolean wanted = expected.stream().anyMatch(one -> one.message().matches(remark));
      if (!expected.isEmpty() && !wanted) {
        return Optional.of(
            "remark: " + remark + " (expected: " + kind + " " + messages(kind) + ")");
      }
    }
    return Optional.empty();
  }

  private List<Expectation> of(Kind kind) {
    return evaluation.expectations().stream().filter(one -> one.kind() == kind).toList();
  }

  private String messages(Kind kind) {
    return String.join(" or ", of(kind).stream().map(one -> one.message().toString()).toList());
  }

  private Optional<String> rangeFailure(String query, long time) {
    QueryAnswer answer;
    try {
      answer = engine.range(reader, query, time - MINUTE, time + MINUTE, MINUTE);
    } catch (PromqlException error) {
      return Optional.of("error: " + error.getMessage() + " (expected: no error)");
    }
    /* Ranges are sorted by labels. */
    if (evaluation.expects(Kind.ORDERED)) {
      return Optional.empty();
    }
    QueryResult.Matrix matrix = (QueryResult.Matrix) answer.result();
    QueryResult middle = middle(matrix, time);
    return ResultDifference.unsorted(matrix).or(() -> evaluation.result().difference(middle));
  }

  private QueryResult middle(QueryResult.Matrix matrix, long time) {
    List<VectorSample> samples = new ArrayList<>();
    for (MatrixSeries series : matrix.series()) {
      sampleAt(series, time).ifPresent(samples::add);
    }
    boolean scalar = evaluation.result() instanceof ExpectedResult.Scalar;
    return scalar && samples.size() == 1 && samples.getFirst() instanceof FloatSample one
        ? new QueryResult.Scalar(time, one.value())
        : new QueryResult.Vector(samples);
  }

  private static Optional<VectorSample> sampleAt(MatrixSeries series, long time) {
    SampleColumns samples = series.samples();
    for (int i = 0; i < samples.size(); i++) {
      if (samples.time(i) == time) {
        return Optional.of(new FloatSample(series.labels(), time, samples.value(i)));
      }
    }
    for (int i = 0; i < samples.histograms().size(); i++) {
      if (samples.histograms().time(i) == time) {
        return Optional.of(
            new HistogramSample(series.labels(), time, samples.histograms().histogram(i)));
      }
    }
    return Optional.empty();
  }
}
