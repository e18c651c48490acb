package lampas.promql.engine;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import lampas.model.result.QueryResult;
import lampas.model.series.SampleValue;
import lampas.promql.PromqlException;
import lampas.promql.script.SeriesFixture;

/** Asks an engine about series that a test wrote down and shows the answers as text. */
final class QueryFixture {
  private final Engine engine;
  private final SeriesFixture reader;

  private QueryFixture(Engine engine, SeriesFixture reader) {
    this.engine = engine;
    this.reader = reader;
  }

  /** Series with a sample every 10 seconds from time 0. */
  static QueryFixture everyTenSeconds(String... series) {
    return new QueryFixture(
        Engine.create(EngineOptions.defaults()), SeriesFixture.of(Duration.ofSeconds(10), series));
  }

  /** The same series and another engine. */
  QueryFixture with(EngineOptions options) {
    return new QueryFixture(Engine.create(options), reader);
  }

  SeriesFixture reader() {
    return reader;
  }

  /** One line for each series: its labels and its value. */
  List<String> at(long seconds, String query) {
    return switch (engine.instant(reader, query, seconds * 1000).result()) {
      case QueryResult.Scalar scalar -> List.of(SampleValue.format(scalar.value()));
      case QueryResult.Text text -> List.of(text.value());
      case QueryResult.Vector vector ->
          vector.samples().stream()
              .map(sample ->
                  sample.labels()
                      + " "
                      + SampleValue.format(((QueryResult.FloatSample) sample).value()))
              .toList();
      case QueryResult.Matrix matrix -> lines(matrix);
    };
  }

  /** One line for each series: its labels and its samples. */
  List<String> range(long start, long end, long step, String query) {
    QueryResult result =
        engine.range(reader, query, start * 1000, end * 1000, step * 1000).result();
    return lines((QueryResult.Matrix) result);
  }

  /** The error of a query that must fail. */
  String errorAt(long seconds, String query) {
    try {
      return "no error: " + at(seconds, query);
    } catch (PromqlException error) {
      return error.getMessage();
    }
  }

  private static List<String> lines(QueryResult.Matrix matrix) {
    return matrix.series().stream()
        .map(series -> {
          StringBuilder line = new StringBuilder(series.labels().toString());
          for (int i = 0; i < series.samples().size(); i++) {
            line.append(' ')
                .append(SampleValue.format(series.samples().value(i)))
                .append('@')
                .append(series.samples().time(i) / 1000);
          }
          return line.toString();
        })
        .collect(Collectors.toList());
  }
}
