package lampas.model.series;

import lampas.model.label.Labels;

/** Where samples are written to. Thread-safe; a batch belongs to one thread. */
public interface SampleSink {
  /**
   * The handle of a series, which is created if it is new.
   *
   * @throws lampas.model.error.LampasException LIMIT if there may be no more series
   */
  SeriesHandle resolve(Labels labels);

  /** A batch of samples that become visible together. */
  SampleBatch batch();
}
