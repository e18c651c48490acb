package lampas.metrics;

import java.io.IOException;
import java.time.Instant;
import lampas.metrics.exposition.ExpositionWriter;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;

/**
 * One series that the application records.
 *
 * <p>Made by a {@link Registry} or a {@link Family}, to be held by the code that records it.
 * Recording never throws and never blocks. Thread-safe.
 */
public abstract sealed class Instrument permits Counter, Gauge, Histogram, Info, StateSet {
  /*
   * Kept small, because there may be a million of them: the label values exist only as the bytes
   * that a scrape copies, the name only once, in the family, and the time of creation in four bytes
   * (CreationTimes).
   */
  final Family<?> family;
  final byte[] encodedLabels;
  final int hash;
  private final int createdCode;

  Instrument(Family<?> family, byte[] encodedLabels, int hash) {
    this.family = family;
    this.encodedLabels = encodedLabels;
    this.hash = hash;
    this.createdCode = family.createdNow();
  }

  /** The labels of this series, without the metric's name. */
  public final Labels labels() {
    return family.encoded().decodeLabels(encodedLabels);
  }

  /**
   * When it was made; what it has counted was counted since then.
   *
   * <p>To the millisecond if its registry was younger than 24 days, else to the second before.
   */
  public final Instant created() {
    return Instant.ofEpochMilli(createdMillis());
  }

  final long createdMillis() {
    return family.createdMillis(createdCode);
  }

  /** The series in PromQL notation, for example {@code requests_total{code="200"}}. */
  @Override
  public final String toString() {
    return labels().with(LabelNames.METRIC_NAME, family.definition().name()).toString();
  }

  /** Something that changes with every record, to see which series are idle. */
  abstract double activity();

  abstract void write(ExpositionWriter writer) throws IOException;
}
