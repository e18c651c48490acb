package lampas.promql.engine;

import lampas.model.label.Labels;
import lampas.model.series.SampleColumns;

/** Where the samples of a range vector go, one series at a time. */
@FunctionalInterface
interface SeriesSink {
  /**
   * Takes a series.
   *
   * @param dropsName whether the metric name goes when the query is done
   * @param samples without staleness markers; theirs only until the call returns
   */
  void accept(Labels labels, boolean dropsName, SampleColumns samples);
}
