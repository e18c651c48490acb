package lampas.model.result;

import java.util.List;
import lampas.model.label.Labels;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;

/** The value of a query; the four types are those of Prometheus's HTTP API. */
public sealed interface QueryResult {
  /** One number that belongs to no series. */
  record Scalar(long timeMillis, double value) implements QueryResult {}

  /** One text. */
  record Text(long timeMillis, String value) implements QueryResult {}

  /** At most one sample a series, all at one time. */
  record Vector(List<VectorSample> samples) implements QueryResult {
    public Vector {
      samples = List.copyOf(samples);
    }
  }

  /** Any number of samples a series. */
  record Matrix(List<MatrixSeries> series) implements QueryResult {
    public Matrix {
      series = List.copyOf(series);
    }
  }

  /** A series' value at one time. */
  record VectorSample(Labels labels, long timeMillis, double value) {
    /** For example {@code up{job="api"} => 1 @[1500]}. */
    @Override
    public String toString() {
      return labels + " => " + SampleValue.format(value) + " @[" + timeMillis + "]";
    }
  }

  /** A series' values over time. The columns must not be changed any more. */
  record MatrixSeries(Labels labels, SampleColumns samples) {}
}
