package lampas.promql.junit;

import lampas.model.series.SeriesReader;
import lampas.promql.engine.Engine;

/** A query and the series it is asked of; {@link PromqlAssertions#assertThat} takes it. */
public final class PromqlQuery {
  private final Engine engine;
  private final SeriesReader reader;
  private final String text;

  PromqlQuery(Engine engine, SeriesReader reader, String text) {
    this.engine = engine;
    this.reader = reader;
    this.text = text;
  }

  Engine engine() {
    return engine;
  }

  SeriesReader reader() {
    return reader;
  }

  /** The query in PromQL. */
  @Override
  public String toString() {
    return text;
  }
}
