package lampas.promql.explain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import lampas.model.result.EmptyReason;
import lampas.model.result.EmptyReason.Kind;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Call;

/** Why a function gives nothing although its argument has something. */
final class CallCauses {
  private static final Set<String> NEED_TWO_SAMPLES =
      Set.of(
          "rate",
          "increase",
          "delta",
          "irate",
          "idelta",
          "deriv",
          "predict_linear",
          "double_exponential_smoothing",
          "holt_winters");
  private static final Set<String> NEED_BUCKETS =
      Set.of("histogram_quantile", "histogram_quantiles", "histogram_fraction");
  private static final Set<String> NEED_NATIVE =
      Set.of(
          "histogram_avg",
          "histogram_count",
          "histogram_stddev",
          "histogram_stdvar",
          "histogram_sum");

  private final Probe probe;

  CallCauses(Probe probe) {
    this.probe = probe;
  }

  EmptyReason of(Call call) {
    String name = call.function().name();
    Optional<Expression> vector = call.arguments().stream().filter(Probe::isVector).findFirst();
    if (vector.isEmpty()) {
      return Probe.reason(Kind.NO_VALUE, call, name + "() gives nothing");
    }
    Expression argument = vector.get();
    if (NEED_TWO_SAMPLES.contains(name)) {
      return tooFew(call, argument);
    }
    String series = Words.series(values(argument).size());
    if (name.equals("absent") || name.equals("absent_over_time")) {
      return Probe.reason(
          Kind.EXCLUDED,
          call,
          "%s() is empty because %s there".formatted(name, areThere(argument)));
    }
    if (NEED_BUCKETS.contains(name)) {
      return Probe.reason(
          Kind.NO_HISTOGRAM,
          call,
          "%s() finds neither a label le with a bound nor a native histogram in %s"
              .formatted(name, series));
    }
    if (NEED_NATIVE.contains(name)) {
      return Probe.reason(
          Kind.NO_HISTOGRAM, call, "%s() finds no native histogram in %s".formatted(name, series));
    }
    return Probe.reason(Kind.NO_VALUE, call, "%s() gives nothing for %s".formatted(name, series));
  }

  private EmptyReason tooFew(Call call, Expression range) {
    List<MatrixSeries> counts = values(range);
    double most =
        counts.stream()
            .flatMapToDouble(series ->
                java.util.stream.IntStream.range(0, series.samples().size())
                    .mapToDouble(series.samples()::value))
            .max()
            .orElse(0);
    return Probe.reason(
        Kind.TOO_FEW_SAMPLES,
        call,
        most < 2
            ? "%s() needs two samples in its window, and none of %s has more than one: choose a longer window"
                .formatted(call.function().name(), Words.series(counts.size()))
            : "%s() gives nothing for the samples of %s"
                .formatted(call.function().name(), Words.series(counts.size())));
  }

  private String areThere(Expression argument) {
    int count = values(argument).size();
    return Words.series(count) + (count == 1 ? " is" : " are");
  }

  private List<MatrixSeries> values(Expression argument) {
    return probe.series(
        switch (argument.type()) {
          case RANGE_VECTOR -> Probe.call("count_over_time", argument);
          case INSTANT_VECTOR, SCALAR, STRING -> argument;
        });
  }
}
