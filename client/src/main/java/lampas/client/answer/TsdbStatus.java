package lampas.client.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How many series a backend has, and of what. What it does not tell is absent or empty.
 *
 * @param series how many there are (Prometheus: in the head block)
 * @param labelPairs how many different pairs of label and value there are
 * @param chunks how many chunks the head block has
 * @param oldest the time of the oldest sample in the head block
 * @param newest the time of the newest sample in the head block
 * @param seriesByMetric the metrics with the most series
 * @param valuesByLabel the labels with the most values
 * @param bytesByLabel the labels whose values take most memory
 * @param seriesByPair the pairs {@code label=value} with the most series
 */
public record TsdbStatus(
    OptionalLong series,
    OptionalLong labelPairs,
    OptionalLong chunks,
    Optional<Instant> oldest,
    Optional<Instant> newest,
    List<Count> seriesByMetric,
    List<Count> valuesByLabel,
    List<Count> bytesByLabel,
    List<Count> seriesByPair) {
  /** A name and how many. */
  public record Count(String name, long count) {}

  public TsdbStatus {
    seriesByMetric = List.copyOf(seriesByMetric);
    valuesByLabel = List.copyOf(valuesByLabel);
    bytesByLabel = List.copyOf(bytesByLabel);
    seriesByPair = List.copyOf(seriesByPair);
  }

  /** Reads {@code data} of {@code /api/v1/status/tsdb}. */
  public static TsdbStatus read(JsonValue data) {
    Fields fields = Fields.of(data);
    Optional<Fields> head = fields.object("headStats");
    return new TsdbStatus(
        head.isPresent() ? head.get().whole("numSeries") : fields.whole("totalSeries"),
        head.isPresent() ? head.get().whole("numLabelPairs") : fields.whole("totalLabelValuePairs"),
        head.isPresent() ? head.get().whole("chunkCount") : OptionalLong.empty(),
        head.flatMap(stats -> millis(stats.whole("minTime"))),
        head.flatMap(stats -> millis(stats.whole("maxTime"))),
        counts(fields, "seriesCountByMetricName"),
        counts(fields, "labelValueCountByLabelName"),
        counts(fields, "memoryInBytesByLabelName"),
        counts(fields, "seriesCountByLabelValuePair"));
  }

  private static List<Count> counts(Fields fields, String name) {
    return fields.list(name, one -> new Count(one.text("name"), one.count("value")));
  }

  /* An empty head block has the smallest and the largest number for its times. */
  private static Optional<Instant> millis(OptionalLong millis) {
    return millis.isEmpty()
            || millis.getAsLong() == Long.MAX_VALUE
            || millis.getAsLong() == Long.MIN_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(millis.getAsLong()));
  }
}
