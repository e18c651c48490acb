package lampas.client.tikv;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.Vector;
import lampas.model.result.QueryResult.VectorSample;

/**
 * The values of one query, by the labels of their series.
 *
 * @param failure why there are none
 */
record Values(Map<Labels, Double> bySeries, Optional<Absence> failure) {
  Values {
    bySeries = Map.copyOf(bySeries);
  }

  static Values of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Failed(var why) -> failed(why.getMessage());
      case Outcome.Answered(QueryAnswer answer) when answer.partial() ->
          failed("a part of the data did not answer");
      case Outcome.Answered(QueryAnswer answer) ->
          answer.result() instanceof Vector vector
              ? of(vector)
              : failed("no vector (expected: one value a series)");
    };
  }

  private static Values of(Vector vector) {
    Map<Labels, Double> values = new HashMap<>();
    for (VectorSample sample : vector.samples()) {
      if (!(sample instanceof FloatSample one)) {
        return failed("a native histogram (expected: one value a series)");
      }
      values.put(one.labels(), one.value());
    }
    return new Values(values, Optional.empty());
  }

  private static Values failed(String message) {
    return new Values(Map.of(), Optional.of(new Absence.QueryFailed(message)));
  }

  /** The value of exactly these labels, times a factor. */
  Reading reading(Labels labels, double factor) {
    if (failure.isPresent()) {
      return Reading.absent(failure.get());
    }
    Double value = bySeries.get(labels);
    return value == null ? Reading.absent(new Absence.NoSuchSeries()) : Reading.of(value * factor);
  }
}
