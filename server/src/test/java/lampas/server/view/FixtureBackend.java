package lampas.server.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import lampas.client.Backend;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.SeriesScope;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.script.SeriesFixture;

/** Series that a test wrote down, asked with the real engine; remembers what was asked. */
final class FixtureBackend implements Backend {
  private final SeriesFixture series;
  private final Engine engine = Engine.create(EngineOptions.defaults());
  private final List<Query> queries = new CopyOnWriteArrayList<>();
  private volatile UnaryOperator<QueryAnswer> change = UnaryOperator.identity();

  private FixtureBackend(SeriesFixture series) {
    this.series = series;
  }

  /** One sample every 15 s from 0 on. */
  static FixtureBackend of(String... lines) {
    return of(Duration.ofSeconds(15), lines);
  }

  static FixtureBackend of(Duration step, String... lines) {
    return new FixtureBackend(SeriesFixture.of(step, lines));
  }

  FixtureBackend changing(UnaryOperator<QueryAnswer> answer) {
    change = answer;
    return this;
  }

  List<Query> queries() {
    return queries;
  }

  @Override
  public QueryAnswer query(Query query) {
    queries.add(query);
    return change.apply(
        switch (query.time()) {
          case QueryTime.Now now -> throw new AssertionError("a query without a time");
          case QueryTime.At(Instant time) ->
              engine.instant(series, query.promql(), time.toEpochMilli());
          case QueryTime.Range(Instant start, Instant end, Duration step) ->
              engine.range(
                  series,
                  query.promql(),
                  start.toEpochMilli(),
                  end.toEpochMilli(),
                  step.toMillis());
        });
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
    throw new AssertionError("not asked for");
  }
}
