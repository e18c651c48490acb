package lampas.model.series;

import java.util.List;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;

/**
 * Where series are read from: the embedded store, a remote backend, a fixture of a test.
 *
 * <p>Thread-safe. All matchers must hold; a label that is not there counts as empty. A range is
 * inclusive; whether a series without a sample in the range is still listed is up to the reader,
 * which may know only the bounds of its blocks.
 */
public interface SeriesReader {
  /**
   * Selects series.
   *
   * @throws lampas.model.error.LampasException USER if a regular expression is illegal, UNAVAILABLE
   *     if the far side does not answer
   */
  SeriesSelection select(List<Matcher> matchers, TimeRange range);

  /** The label sets of the series that {@link #select} would give, without their samples. */
  List<Labels> labelSets(List<Matcher> matchers, TimeRange range);

  /** The names of all labels of the selected series, sorted; of all series if no matchers. */
  List<String> labelNames(List<Matcher> matchers, TimeRange range);

  /** The values of one label among the selected series, sorted; of all series if no matchers. */
  List<String> labelValues(String name, List<Matcher> matchers, TimeRange range);
}
