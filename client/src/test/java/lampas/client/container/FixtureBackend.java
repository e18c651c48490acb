package lampas.client.container;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import lampas.client.Backend;
import lampas.client.ClientException;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.SeriesScope;
import lampas.model.error.ErrorKind;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.series.TimeRange;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.script.SeriesFixture;
import lampas.promql.syntax.Parser;

/** Series that a test wrote down, asked with the real engine; remembers what was asked. */
final class FixtureBackend implements Backend {
  /** A query that is not answered. */
  static final class Refused extends ClientException {
    private static final long serialVersionUID = 1L;

    Refused() {
      super(ErrorKind.UNAVAILABLE, "backend: not reachable");
    }
  }

  private final SeriesFixture series;
  private final Engine engine = Engine.create(EngineOptions.defaults());
  private final List<Query> queries = new CopyOnWriteArrayList<>();
  private final List<SeriesScope> scopes = new CopyOnWriteArrayList<>();
  private volatile Predicate<String> refused = promql -> false;

  private FixtureBackend(SeriesFixture series) {
    this.series = series;
  }

  static FixtureBackend of(String... lines) {
    return new FixtureBackend(SeriesFixture.of(Duration.ofSeconds(15), lines));
  }

  FixtureBackend refusing(Predicate<String> promql) {
    refused = promql;
    return this;
  }

  List<Query> queries() {
    return queries;
  }

  List<SeriesScope> scopes() {
    return scopes;
  }

  @Override
  public QueryAnswer query(Query query) {
    queries.add(query);
    if (refused.test(query.promql())) {
      throw new Refused();
    }
    return switch (query.time()) {
      case QueryTime.Now now -> throw new AssertionError("a query without a time");
      case QueryTime.At(Instant time) ->
          engine.instant(series, query.promql(), time.toEpochMilli());
      case QueryTime.Range(Instant start, Instant end, Duration step) ->
          engine.range(
              series, query.promql(), start.toEpochMilli(), end.toEpochMilli(), step.toMillis());
    };
  }

  @Override
  public List<Labels> series(SeriesScope scope) {
    throw new AssertionError("not asked for");
  }

  @Override
  public List<String> labelNames(SeriesScope scope) {
    throw new AssertionError("not asked for");
  }

  @Override
  public List<String> labelValues(String name, SeriesScope scope) {
    scopes.add(scope);
    return series.labelValues(
        name, Parser.parseMetricSelector(scope.selectors().getFirst()), TimeRange.all());
  }
}
