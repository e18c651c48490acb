package lampas.client.range;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import java.util.stream.Stream;
import lampas.client.ClientFailure;
import lampas.client.RequestException;
import lampas.model.label.Labels;
import lampas.model.result.EmptyReason;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryCost;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.Matrix;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.series.HistogramColumns;
import lampas.model.series.SampleColumns;

/**
 * The answers to the parts of a range query as one.
 *
 * <p>Series are sorted by their labels. Warnings, infos and reasons for emptiness come once each;
 * the answer is partial if any part is. Costs are added up, but for the samples held at once, of
 * which the most counts; what one part does not tell is not known of the whole.
 */
public final class MergedAnswer {
  private MergedAnswer() {}

  /**
   * One answer of many.
   *
   * @param parts matrices in the order of time, of which no two have the same times
   * @throws RequestException if a part is no matrix
   */
  public static QueryAnswer of(List<QueryAnswer> parts) {
    TreeMap<Labels, SampleColumns> series = new TreeMap<>();
    for (QueryAnswer part : parts) {
      for (MatrixSeries one : matrix(part).series()) {
        append(one.samples(), series.computeIfAbsent(one.labels(), labels -> new SampleColumns()));
      }
    }
    List<MatrixSeries> merged =
        series.entrySet().stream()
            .map(entry -> new MatrixSeries(entry.getKey(), entry.getValue()))
            .toList();
    return new QueryAnswer(
        new Matrix(merged),
        distinct(parts, QueryAnswer::warnings),
        distinct(parts, QueryAnswer::infos),
        merged.isEmpty() ? distinct(parts, QueryAnswer::emptyReasons) : List.<EmptyReason>of(),
        parts.stream().anyMatch(QueryAnswer::partial),
        cost(parts.stream().map(QueryAnswer::cost).toList()));
  }

  /** The matrix that the answer to a range query is. */
  static Matrix matrix(QueryAnswer answer) {
    if (answer.result() instanceof Matrix matrix) {
      return matrix;
    }
    String type =
        switch (answer.result()) {
          case QueryResult.Scalar scalar -> "scalar";
          case QueryResult.Text text -> "string";
          case QueryResult.Vector vector -> "vector";
          case QueryResult.Matrix matrix -> "matrix";
        };
    throw new RequestException(
        new ClientFailure.Unreadable(200, "a " + type + " for a range query"));
  }

  /**
   * Whether all samples of a matrix are at times of the grid.
   *
   * @throws RequestException if it is no matrix
   */
  public static boolean isOn(StepGrid grid, QueryAnswer answer) {
    return matrix(answer).series().stream().allMatch(series -> isOn(grid, series.samples()));
  }

  private static boolean isOn(StepGrid grid, SampleColumns samples) {
    for (int i = 0; i < samples.size(); i++) {
      if (!grid.contains(samples.time(i))) {
        return false;
      }
    }
    for (int i = 0; i < samples.histograms().size(); i++) {
      if (!grid.contains(samples.histograms().time(i))) {
        return false;
      }
    }
    return true;
  }

  /** Adds those samples that are not before a time nor after another. */
  static void append(SampleColumns samples, long from, long to, SampleColumns into) {
    for (int i = 0; i < samples.size(); i++) {
      if (samples.time(i) >= from && samples.time(i) <= to) {
        into.add(samples.time(i), samples.value(i));
      }
    }
    HistogramColumns histograms = samples.histograms();
    for (int i = 0; i < histograms.size(); i++) {
      if (histograms.time(i) >= from && histograms.time(i) <= to) {
        into.addHistogram(histograms.time(i), histograms.histogram(i));
      }
    }
  }

  private static void append(SampleColumns samples, SampleColumns into) {
    append(samples, Long.MIN_VALUE, Long.MAX_VALUE, into);
  }

  private static <T> List<T> distinct(
      List<QueryAnswer> parts, Function<QueryAnswer, List<T>> remarks) {
    return parts.stream().flatMap(part -> remarks.apply(part).stream()).distinct().toList();
  }

  private static Optional<QueryCost> cost(List<Optional<QueryCost>> costs) {
    return costs.stream().allMatch(Optional::isPresent)
        ? costs.stream().flatMap(Optional::stream).reduce(MergedAnswer::sum)
        : Optional.empty();
  }

  private static QueryCost sum(QueryCost one, QueryCost other) {
    return new QueryCost(
        one.seconds().isPresent() && other.seconds().isPresent()
            ? OptionalDouble.of(one.seconds().getAsDouble() + other.seconds().getAsDouble())
            : OptionalDouble.empty(),
        both(one.samplesRead(), other.samplesRead(), Long::sum),
        both(one.peakSamples(), other.peakSamples(), Math::max),
        both(one.seriesRead(), other.seriesRead(), Long::sum));
  }

  private static OptionalLong both(OptionalLong one, OptionalLong other, LongBinaryOperator of) {
    return Stream.of(one, other).allMatch(OptionalLong::isPresent)
        ? OptionalLong.of(of.applyAsLong(one.getAsLong(), other.getAsLong()))
        : OptionalLong.empty();
  }
}
