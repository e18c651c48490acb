package lampas.client.embedded;

import java.util.List;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.series.Series;
import lampas.model.series.SeriesReader;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;

/** A store that has forgotten what is older than a time. */
public final class ClippedReader implements SeriesReader {
  private final SeriesReader reader;
  private final long since;

  private ClippedReader(SeriesReader reader, long since) {
    this.reader = reader;
    this.since = since;
  }

  public static ClippedReader from(SeriesReader reader, long since) {
    return new ClippedReader(reader, since);
  }

  @Override
  public SeriesSelection select(List<Matcher> matchers, TimeRange range) {
    if (range.endMillis() < since) {
      return new SeriesSelection() {
        @Override
        public List<? extends Series> series() {
          return List.of();
        }

        @Override
        public void close() {}
      };
    }
    return reader.select(
        matchers, new TimeRange(Math.max(range.startMillis(), since), range.endMillis()));
  }

  @Override
  public List<Labels> labelSets(List<Matcher> matchers, TimeRange range) {
    return reader.labelSets(matchers, range);
  }

  @Override
  public List<String> labelNames(List<Matcher> matchers, TimeRange range) {
    return reader.labelNames(matchers, range);
  }

  @Override
  public List<String> labelValues(String name, List<Matcher> matchers, TimeRange range) {
    return reader.labelValues(name, matchers, range);
  }
}
