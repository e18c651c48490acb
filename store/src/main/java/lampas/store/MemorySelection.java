package lampas.store;

import java.util.List;
import lampas.model.series.Series;
import lampas.model.series.SeriesSelection;

/** Series selected from memory; the chunks are held by nothing but references. */
record MemorySelection(List<? extends Series> series) implements SeriesSelection {
  @Override
  public void close() {
    /* The garbage collector does it. */
  }
}
