package lampas.store;

import java.util.Map;
import java.util.Optional;
import lampas.model.series.AppendOutcome;
import lampas.model.series.TimeRange;

/**
 * What a {@link Store} holds at one moment, and what it has done since it was opened.
 *
 * @param series series held now
 * @param chunks chunks held now, sealed and open ones
 * @param samples samples held now
 * @param chunkBytes bytes of heap that the chunks take now
 * @param times from the oldest sample held to the newest ever stored; empty while none is held
 * @param outcomes samples by what became of them since the store was opened; every outcome is there
 * @param seriesCreated series created since the store was opened
 * @param dropped what retention has dropped since the store was opened
 */
public record StoreStatistics(
    long series,
    long chunks,
    long samples,
    long chunkBytes,
    Optional<TimeRange> times,
    Map<AppendOutcome, Long> outcomes,
    long seriesCreated,
    Dropped dropped) {

  public StoreStatistics {
    outcomes = Map.copyOf(outcomes);
  }

  /** How many samples had this outcome since the store was opened. */
  public long outcome(AppendOutcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /**
   * What retention dropped.
   *
   * @param series series that had no sample left
   * @param chunks whole chunks
   * @param samples the samples in these chunks
   * @param bytes bytes of heap that the chunks took
   */
  public record Dropped(long series, long chunks, long samples, long bytes) {
    static final Dropped NOTHING = new Dropped(0, 0, 0, 0);

    Dropped plus(Dropped other) {
      return new Dropped(
          series + other.series,
          chunks + other.chunks,
          samples + other.samples,
          bytes + other.bytes);
    }
  }
}
