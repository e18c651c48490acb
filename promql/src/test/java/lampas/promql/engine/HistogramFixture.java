package lampas.promql.engine;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.model.series.SampleValue;
import lampas.promql.PromqlException;
import lampas.promql.script.SeriesFixture;

/** Asks an engine about series, histograms among them, that a test wrote in script notation. */
final class HistogramFixture {
  private final Engine engine = Engine.create(EngineOptions.defaults());
  private final SeriesFixture series;

  private HistogramFixture(SeriesFixture series) {
    this.series = series;
  }

  /** Series with a sample every minute from time 0. */
  static HistogramFixture everyMinute(String... lines) {
    return new HistogramFixture(SeriesFixture.of(Duration.ofMinutes(1), lines));
  }

  /** One line for each series of the result at time 0, then the remarks. */
  List<String> ask(String query) {
    return ask(query, 0);
  }

  List<String> ask(String query, long minutes) {
    try {
      QueryAnswer answer = engine.instant(series, query, minutes * 60_000);
      Stream<String> lines =
          switch (answer.result()) {
            case QueryResult.Scalar scalar -> Stream.of(SampleValue.format(scalar.value()));
            case QueryResult.Text text -> Stream.of(text.value());
            case QueryResult.Vector vector -> vector.samples().stream().map(HistogramFixture::line);
            case QueryResult.Matrix matrix ->
                matrix.series().stream().map(one -> one.labels() + " " + one.samples());
          };
      Stream<String> remarks = Stream.concat(answer.warnings().stream(), answer.infos().stream());
      return Stream.concat(lines, remarks).toList();
    } catch (PromqlException error) {
      return List.of(error.getMessage());
    }
  }

  /** The samples of a range query with steps of a minute from time 0, one line a series. */
  List<String> range(String query, long minutes) {
    QueryResult.Matrix matrix =
        (QueryResult.Matrix) engine.range(series, query, 0, minutes * 60_000, 60_000).result();
    return matrix.series().stream().map(one -> one.labels() + " " + one.samples()).toList();
  }

  /** The warnings of a range query with steps of a minute from time 0. */
  List<String> warnings(String query, long minutes) {
    return engine.range(series, query, 0, minutes * 60_000, 60_000).warnings();
  }

  private static String line(QueryResult.VectorSample sample) {
    return switch (sample) {
      case QueryResult.FloatSample number ->
          number.labels() + " " + SampleValue.format(number.value());
      case QueryResult.HistogramSample histogram ->
          histogram.labels() + " " + histogram.histogram();
    };
  }
}
