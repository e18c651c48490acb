package lampas.client.range;

import java.util.ArrayList;
import java.util.List;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.Matrix;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.series.HistogramColumns;
import lampas.model.series.SampleColumns;

/**
 * A finished part of a range query's answer: all that there is at the times of its grid.
 *
 * @param since when the oldest part of it was asked for, in nanoseconds
 */
record Extent(StepGrid grid, List<MatrixSeries> series, long since) {
  private static final int OBJECT_BYTES = 64;
  private static final int SAMPLE_BYTES = 16;
  private static final int BUCKET_BYTES = 12;

  /** The answer at some of these times. */
  QueryAnswer answer(long from, long to) {
    return QueryAnswer.of(new Matrix(slice(series, from, to)));
  }

  /** The series between two times, copied; without those that have no sample there. */
  static List<MatrixSeries> slice(List<MatrixSeries> series, long from, long to) {
    List<MatrixSeries> sliced = new ArrayList<>();
    for (MatrixSeries one : series) {
      SampleColumns inside = new SampleColumns();
      MergedAnswer.append(one.samples(), from, to, inside);
      if (!inside.isEmpty()) {
        sliced.add(new MatrixSeries(one.labels(), inside.copy()));
      }
    }
    return sliced;
  }

  /** Whether the other one begins where this one ends. */
  boolean touches(Extent next) {
    return grid.end() + grid.step() == next.grid.start();
  }

  /** This one and the one that it touches as one, as old as the older. */
  Extent and(Extent next) {
    QueryAnswer both = MergedAnswer.of(List.of(answer(), next.answer()));
    long older = since - next.since < 0 ? since : next.since;
    return new Extent(
        grid.part(grid.start(), next.grid.end()), trimmed(MergedAnswer.matrix(both)), older);
  }

  private QueryAnswer answer() {
    return QueryAnswer.of(new Matrix(series));
  }

  private static List<MatrixSeries> trimmed(Matrix matrix) {
    return matrix.series().stream()
        .map(one -> new MatrixSeries(one.labels(), one.samples().copy()))
        .toList();
  }

  /** How much memory it takes, about. */
  long bytes() {
    long bytes = OBJECT_BYTES;
    for (MatrixSeries one : series) {
      bytes += OBJECT_BYTES + bytes(one.labels());
      bytes += (long) one.samples().size() * SAMPLE_BYTES + bytes(one.samples().histograms());
    }
    return bytes;
  }

  private static long bytes(Labels labels) {
    long bytes = OBJECT_BYTES;
    for (int i = 0; i < labels.size(); i++) {
      bytes += OBJECT_BYTES + 2L * (labels.name(i).length() + labels.value(i).length());
    }
    return bytes;
  }

  private static long bytes(HistogramColumns histograms) {
    long bytes = 0;
    for (int i = 0; i < histograms.size(); i++) {
      NativeHistogram histogram = histograms.histogram(i);
      int buckets = histogram.positive().size() + histogram.negative().size();
      bytes += 2L * OBJECT_BYTES + (long) buckets * BUCKET_BYTES;
    }
    return bytes;
  }
}
