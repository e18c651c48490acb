package lampas.promql.junit;

import java.time.Duration;
import lampas.model.series.SeriesReader;
import lampas.model.time.PrometheusDuration;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.script.SeriesFixture;
import lampas.promql.script.SeriesNotation;

/**
 * Series to ask PromQL of in a test: written down, or those of any {@link SeriesReader}.
 *
 * <pre>{@code
 * PromqlFixture orders = PromqlFixture.of("1m", "orders_total{by=\"card\"} 0+30x10");
 *
 * assertThat(orders.promql("sum(rate(orders_total[5m]))")).at("10m").isEqualTo("{} 0.5");
 * }</pre>
 *
 * <p>Time is virtual: it starts at 0 and a query says when it is asked. The engine has the defaults
 * of Prometheus 3 unless another one is given. Immutable and thread-safe.
 */
public final class PromqlFixture {
  private final Engine engine;
  private final SeriesReader reader;

  private PromqlFixture(Engine engine, SeriesReader reader) {
    this.engine = engine;
    this.reader = reader;
  }

  /**
   * Series in script notation (see {@link SeriesNotation}).
   *
   * @param step from one point to the next, such as {@code 30s}
   * @param series one series a line; the first point stands at time 0
   * @throws lampas.promql.script.ScriptException if a line is not a series
   * @throws IllegalArgumentException if the step is not a duration
   */
  public static PromqlFixture of(String step, String... series) {
    Duration duration = PrometheusDuration.parse(step);
    SeriesFixture fixture = SeriesFixture.create();
    for (String lines : series) {
      lines
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> fixture.add(SeriesNotation.parse(line.strip()), duration));
    }
    return over(fixture);
  }

  /** The series of a reader, such as a store; queries are asked at times since the epoch. */
  public static PromqlFixture over(SeriesReader reader) {
    return new PromqlFixture(Engine.create(EngineOptions.defaults()), reader);
  }

  /** The same series, asked through another engine. */
  public PromqlFixture with(Engine other) {
    return new PromqlFixture(other, reader);
  }

  /** A query over the series. */
  public PromqlQuery promql(String query) {
    return new PromqlQuery(engine, reader, query);
  }
}
