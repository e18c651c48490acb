package lampas.model.result;

import java.util.List;
import java.util.Optional;
import lampas.model.histogram.NativeHistogram;
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

    /** The value of the only sample; empty if there is none, more than one, or a histogram. */
    public Optional<Double> onlyValue() {
      return samples.size() == 1 && samples.getFirst() instanceof FloatSample one
          ? Optional.of(one.value())
          : Optional.empty();
    }
  }

  /** Any number of samples a series. */
  record Matrix(List<MatrixSeries> series) implements QueryResult {
    public Matrix {
      series = List.copyOf(series);
    }
  }

  /** What a series is at one time. */
  sealed interface VectorSample {
    Labels labels();

    long timeMillis();
  }

  /** A series' value at one time. */
  record FloatSample(Labels labels, long timeMillis, double value) implements VectorSample {
    /** For example {@code up{job="api"} => 1 @[1500]}. */
    @Override
    public String toString() {
      return labels + " => " + SampleValue.format(value) + " @[" + timeMillis + "]";
    }
  }

  /** A series' native histogram at one time. */
  record HistogramSample(Labels labels, long timeMillis, NativeHistogram histogram)
      implements VectorSample {
    @Override
    public String toString() {
      return labels + " => " + histogram + " @[" + timeMillis + "]";
    }
  }

  /** A series' values over time. The columns must not be changed any more. */
  record MatrixSeries(Labels labels, SampleColumns samples) {}
}
