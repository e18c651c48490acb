package lampas.model.series;

import lampas.model.label.Labels;

/** One selected series; its samples are decoded only when they are read. */
public interface Series {
  Labels labels();

  /**
   * Appends the samples in the selected time range to the columns, in time order, staleness markers
   * included. May be called again, and for different series of one selection from different
   * threads.
   */
  void read(SampleColumns into);
}
