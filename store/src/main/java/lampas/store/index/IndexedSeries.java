package lampas.store.index;

import lampas.model.label.Labels;

/** What a {@link SeriesIndex} holds. */
public interface IndexedSeries {
  Labels labels();

  /** Whether it was given up for good and shall leave the index. */
  boolean isGone();
}
