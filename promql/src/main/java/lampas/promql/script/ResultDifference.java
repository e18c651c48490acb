package lampas.promql.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import lampas.model.label.Labels;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.HistogramSample;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.VectorSample;
import lampas.model.series.HistogramColumns;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;
import lampas.model.time.PrometheusDuration;
import lampas.promql.script.ExpectedResult.Order;
import lampas.promql.script.SeriesPoint.Gap;
import lampas.promql.script.SeriesPoint.Histogram;
import lampas.promql.script.SeriesPoint.Value;

/** Compares a result with what was expected and writes down what differs. */
final class ResultDifference {
  private static final SeriesPoint GAP = new Gap();
  /* So much of a long result is shown; nobody reads more. */
  private static final int MOST_LINES = 30;

  private final List<String> lines = new ArrayList<>();
  private final List<String> same = new ArrayList<>();

  private ResultDifference() {}

  static Optional<String> of(ExpectedResult expected, QueryResult actual) {
    ResultDifference difference = new ResultDifference();
    difference.compare(expected, actual);
    if (difference.lines.isEmpty()) {
      return Optional.empty();
    }
    difference.lines.addAll(difference.same);
    List<String> lines = difference.lines;
    if (lines.size() > MOST_LINES) {
      int more = lines.size() - MOST_LINES;
      lines = new ArrayList<>(lines.subList(0, MOST_LINES));
      lines.add("... and " + more + " lines more");
    }
    return Optional.of(String.join("\n", lines));
  }

  private void compare(ExpectedResult expected, QueryResult actual) {
    if (expected instanceof ExpectedResult.Scalar(double wanted)
        && actual instanceof QueryResult.Scalar scalar) {
      if (!Closeness.isClose(wanted, scalar.value())) {
        differs("the scalar", SampleValue.format(wanted), SampleValue.format(scalar.value()));
      }
    } else if (expected instanceof ExpectedResult.Text(String wanted)
        && actual instanceof QueryResult.Text text) {
      if (!wanted.equals(text.value())) {
        differs("the text", quoted(wanted), quoted(text.value()));
      }
    } else if (expected instanceof ExpectedResult.Vector wanted
        && actual instanceof QueryResult.Vector vector) {
      compareVectors(wanted, vector);
    } else if (expected instanceof ExpectedResult.Matrix wanted
        && actual instanceof QueryResult.Matrix matrix) {
      compareMatrices(wanted, matrix);
    } else if (!isNothing(expected) || !isNothing(actual)) {
      differs("the type", describe(expected), describe(actual));
    }
  }

  /* A script that expects nothing does not say whether it is of a vector or a matrix. */
  private static boolean isNothing(ExpectedResult expected) {
    return switch (expected) {
      case ExpectedResult.Vector vector -> vector.samples().isEmpty();
      case ExpectedResult.Matrix matrix -> matrix.series().isEmpty();
      case ExpectedResult.Scalar ignored -> false;
      case ExpectedResult.Text ignored -> false;
    };
  }

  private static boolean isNothing(QueryResult actual) {
    return switch (actual) {
      case QueryResult.Vector vector -> vector.samples().isEmpty();
      case QueryResult.Matrix matrix -> matrix.series().isEmpty();
      case QueryResult.Scalar ignored -> false;
      /* Upstream scripts say nothing of empty texts. */
      case QueryResult.Text text -> text.value().isEmpty();
    };
  }

  private static String describe(ExpectedResult expected) {
    return switch (expected) {
      case ExpectedResult.Scalar(double value) -> "scalar " + SampleValue.format(value);
      case ExpectedResult.Text(String value) -> "string " + quoted(value);
      case ExpectedResult.Vector vector -> "vector " + vector.samples();
      case ExpectedResult.Matrix matrix -> "matrix " + matrix.series();
    };
  }

  private static String describe(QueryResult actual) {
    return switch (actual) {
      case QueryResult.Scalar scalar -> "scalar " + SampleValue.format(scalar.value());
      case QueryResult.Text text -> "string " + quoted(text.value());
      case QueryResult.Vector vector -> "vector of " + vector.samples().size() + " samples";
      case QueryResult.Matrix matrix -> "matrix of " + matrix.series().size() + " series";
    };
  }

  private void compareVectors(ExpectedResult.Vector expected, QueryResult.Vector actual) {
    Map<Labels, SeriesPoint> unseen = new LinkedHashMap<>();
    for (VectorSample sample : actual.samples()) {
      if (unseen.put(sample.labels(), point(sample)) != null) {
        lines.add("twice:      " + sample.labels());
      }
    }
    List<Labels> order = List.copyOf(unseen.keySet());
    for (int i = 0; i < expected.samples().size(); i++) {
      SeriesNotation wanted = expected.samples().get(i);
      SeriesPoint point = unseen.remove(wanted.labels());
      if (point == null) {
        lines.add("missing:    " + wanted);
      } else if (!Closeness.isClose(wanted.points().getFirst(), point)) {
        differs(
            wanted.labels().toString(), wanted.points().getFirst().toString(), point.toString());
      } else if (expected.order() == Order.AS_WRITTEN && order.indexOf(wanted.labels()) != i) {
        differs(
            wanted.labels().toString(),
            "position " + (i + 1),
            "position " + (order.indexOf(wanted.labels()) + 1));
      } else {
        same.add("as expected: " + wanted);
      }
    }
    unseen.forEach((labels, point) -> lines.add("unexpected: " + labels + " " + point));
  }

  private static SeriesPoint point(VectorSample sample) {
    return switch (sample) {
      case FloatSample number -> new Value(number.value());
      case HistogramSample histogram -> new Histogram(histogram.histogram(), Optional.empty());
    };
  }

  /** Says which series of a matrix are not in order, as those of a range must be. */
  static Optional<String> unsorted(QueryResult.Matrix matrix) {
    Labels previous = Labels.empty();
    for (MatrixSeries series : matrix.series()) {
      if (previous.compareTo(series.labels()) > 0) {
        return Optional.of("not sorted: " + series.labels() + " after " + previous);
      }
      previous = series.labels();
    }
    return Optional.empty();
  }

  private void compareMatrices(ExpectedResult.Matrix expected, QueryResult.Matrix actual) {
    Map<Labels, SampleColumns> unseen = new LinkedHashMap<>();
    for (MatrixSeries series : actual.series()) {
      if (unseen.put(series.labels(), series.samples()) != null) {
        lines.add("twice:      " + series.labels());
      }
    }
    unsorted(actual).ifPresent(lines::add);
    for (SeriesNotation wanted : expected.series()) {
      SampleColumns samples = unseen.remove(wanted.labels());
      if (samples == null) {
        lines.add("missing:    " + wanted);
      } else {
        compareSeries(wanted, points(samples), expected.time());
      }
    }
    unseen.forEach((labels, samples) ->
        lines.add("unexpected: " + labels + " " + text(points(samples), expected.time())));
  }

  private static SortedMap<Long, SeriesPoint> points(SampleColumns samples) {
    SortedMap<Long, SeriesPoint> points = new TreeMap<>();
    for (int i = 0; i < samples.size(); i++) {
      points.put(samples.time(i), new Value(samples.value(i)));
    }
    HistogramColumns histograms = samples.histograms();
    for (int i = 0; i < histograms.size(); i++) {
      points.put(histograms.time(i), new Histogram(histograms.histogram(i), Optional.empty()));
    }
    return points;
  }

  private void compareSeries(
      SeriesNotation wanted, SortedMap<Long, SeriesPoint> actual, QueryTime.Range time) {
    SortedMap<Long, SeriesPoint> expected = new TreeMap<>();
    for (int i = 0; i < wanted.points().size(); i++) {
      expected.put(time.startMillis() + i * time.stepMillis(), wanted.points().get(i));
    }
    if (!expected.isEmpty() && expected.lastKey() > time.endMillis()) {
      lines.add(
          "too long:   %s has %d points (expected: no more than there are steps)"
              .formatted(wanted.labels(), wanted.points().size()));
      return;
    }
    TreeSet<Long> times = new TreeSet<>(expected.keySet());
    times.addAll(actual.keySet());
    for (long at : times) {
      SeriesPoint one = expected.getOrDefault(at, GAP);
      SeriesPoint other = actual.getOrDefault(at, GAP);
      if (!Closeness.isClose(one, other)) {
        differs(wanted.labels().toString(), text(expected, time), text(actual, time));
        lines.add(
            "            first at %s: expected %s, got %s"
                .formatted(PrometheusDuration.format(Duration.ofMillis(at)), one, other));
        return;
      }
    }
    same.add("as expected: " + wanted);
  }

  /* In script notation where all points are on steps, else with their times. */
  private static String text(SortedMap<Long, SeriesPoint> points, QueryTime.Range time) {
    boolean onSteps =
        points.keySet().stream()
            .allMatch(at ->
                at >= time.startMillis()
                    && at <= time.endMillis()
                    && (at - time.startMillis()) % time.stepMillis() == 0);
    StringBuilder text = new StringBuilder();
    long next = time.startMillis();
    for (Map.Entry<Long, SeriesPoint> point : points.entrySet()) {
      for (; onSteps && next < point.getKey(); next += time.stepMillis()) {
        text.append(text.isEmpty() ? "_" : " _");
      }
      next += time.stepMillis();
      text.append(text.isEmpty() ? "" : " ").append(point.getValue());
      if (!onSteps) {
        text.append('@').append(PrometheusDuration.format(Duration.ofMillis(point.getKey())));
      }
    }
    return text.toString();
  }

  private void differs(String what, String expected, String actual) {
    String head = "differs:    " + what + " ";
    lines.add(head + "expected " + expected);
    lines.add(" ".repeat(head.length()) + "got      " + actual);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
