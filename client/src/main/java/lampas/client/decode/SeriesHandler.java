package lampas.client.decode;

import lampas.model.label.Labels;
import lampas.model.series.SampleColumns;

/** Takes the series of an answer, one after the other, as they arrive. */
@FunctionalInterface
public interface SeriesHandler {
  /**
   * Takes one series. Of a vector it has one sample.
   *
   * @param samples filled anew for the next series: keep a {@link SampleColumns#copy() copy}, if
   *     anything
   */
  void series(Labels labels, SampleColumns samples);
}
