package lampas.model.series;

/** Samples that become visible together, or not at all. Not thread-safe. */
public interface SampleBatch extends AutoCloseable {
  /**
   * Adds a sample.
   *
   * @param timeMillis milliseconds since the epoch
   * @return what becomes of it at {@link #commit()}
   */
  AppendOutcome append(SeriesHandle series, long timeMillis, double value);

  /**
   * Makes the batch visible and empty.
   *
   * @return how many samples were stored
   */
  int commit();

  /** Forgets what was not committed. */
  @Override
  void close();
}
