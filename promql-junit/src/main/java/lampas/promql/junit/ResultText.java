package lampas.promql.junit;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.HistogramSample;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.VectorSample;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;
import lampas.model.time.PrometheusDuration;
import lampas.promql.script.HistogramNotation;
import lampas.promql.script.QueryTime;

/** Results as a test writes them, one series a line. */
final class ResultText {
  private ResultText() {}

  static String of(QueryTime time) {
    return switch (time) {
      case QueryTime.Instant(long at) -> "at " + duration(at);
      case QueryTime.Range(long start, long end, long step) ->
          "from " + duration(start) + " to " + duration(end) + " step " + duration(step);
    };
  }

  static String of(QueryResult result, QueryTime time) {
    return switch (result) {
      case QueryResult.Scalar scalar -> SampleValue.format(scalar.value());
      case QueryResult.Text text -> '"' + text.value() + '"';
      case QueryResult.Vector vector ->
          vector.samples().stream().map(ResultText::of).collect(Collectors.joining("\n"));
      case QueryResult.Matrix matrix ->
          matrix.series().stream()
              .map(series -> series.labels() + points(series, time))
              .collect(Collectors.joining("\n"));
    };
  }

  private static String of(VectorSample sample) {
    return sample.labels()
        + " "
        + switch (sample) {
          case FloatSample number -> SampleValue.format(number.value());
          case HistogramSample histogram -> HistogramNotation.format(histogram.histogram());
        };
  }

  private static String points(MatrixSeries series, QueryTime time) {
    Map<Long, String> points = new TreeMap<>();
    SampleColumns samples = series.samples();
    for (int i = 0; i < samples.size(); i++) {
      points.put(samples.time(i), SampleValue.format(samples.value(i)));
    }
    for (int i = 0; i < samples.histograms().size(); i++) {
      points.put(
          samples.histograms().time(i),
          HistogramNotation.format(samples.histograms().histogram(i)));
    }
    StringBuilder text = new StringBuilder();
    if (time instanceof QueryTime.Range range) {
      for (long at = range.startMillis(); at <= range.endMillis(); at += range.stepMillis()) {
        text.append(' ').append(points.getOrDefault(at, "_"));
      }
    } else {
      points.forEach(
          (at, point) -> text.append(' ').append(point).append('@').append(duration(at)));
    }
    return text.toString();
  }

  private static String duration(long millis) {
    return PrometheusDuration.format(Duration.ofMillis(millis));
  }
}
