package lampas.store;

import lampas.model.label.Labels;
import lampas.model.series.SampleColumns;
import lampas.model.series.Series;
import lampas.model.series.TimeRange;
import lampas.store.chunk.Chunk;
import lampas.store.chunk.XorEncoder;

/** What a series held in a range when it was selected: chunks of an array that stay as they are. */
final class SelectedSeries implements Series {
  private final Labels labels;
  private final TimeRange range;
  private final Chunk[] chunks;
  private final int first;
  private final int end;
  private final XorEncoder.OpenView open;

  SelectedSeries(
      Labels labels,
      TimeRange range,
      Chunk[] chunks,
      int first,
      int end,
      XorEncoder.OpenView open) {
    this.labels = labels;
    this.range = range;
    this.chunks = chunks;
    this.first = first;
    this.end = end;
    this.open = open;
  }

  @Override
  public Labels labels() {
    return labels;
  }

  @Override
  public void read(SampleColumns into) {
    for (int i = first; i < end; i++) {
      chunks[i].read(range, into);
    }
    open.read(range, into);
  }
}
