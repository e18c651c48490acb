package lampas.acceptance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A difference that stays; docs/promql-dialects.md explains each.
 *
 * <p>A rule holds for as few questions as can be said in a line.
 */
enum KnownDifference {
  /** Which of equal values is taken depends on the order of series, which is not defined. */
  TIES {
    @Override
    boolean explains(Question question, Answer expected, Answer actual) {
      return question.query().matches("(top|bottom)k\\([0-9]+, odd\\)")
          && valuesByTime(expected).equals(valuesByTime(actual));
    }
  },

  /** In a range query 2.42 moves the window of predict_linear on in spite of {@code @}. */
  PREDICTION_AT_A_FIXED_TIME {
    private final Pattern shape = Pattern.compile("predict_linear\\(.* @ .*");

    @Override
    boolean explains(Question question, Answer expected, Answer actual) {
      return shape.matcher(question.query()).find()
          && (question.times() instanceof Question.Times.Range || question.query().contains(":"));
    }
  },

  /** What an integer makes of numbers beyond it is up to the processor; here it is no number. */
  TIME_THAT_IS_NO_TIME {
    private final Pattern shape =
        Pattern.compile(
            "(hour|minute|month|year|day_of_week|day_of_month|day_of_year|days_in_month)\\(");

    @Override
    boolean explains(Question question, Answer expected, Answer actual) {
      return shape.matcher(question.query()).find()
          && expected.byLabels().keySet().equals(actual.byLabels().keySet())
          && actual.series().stream().anyMatch(series -> series.values().contains(Double.NaN));
    }
  },

  /** The logarithm of Go 1.19 on amd64 is wrong for numbers below 2^-1022. */
  LOGARITHM_OF_THE_SMALLEST {
    @Override
    boolean explains(Question question, Answer expected, Answer actual) {
      return question.query().matches(".*\\b(ln|log2|log10)\\(.*\\bodd\\b.*");
    }
  },

  /** Sums in another order end in other last digits, and periodic functions make them larger. */
  AMPLIFIED_ROUNDING {
    private static final double AMPLIFIED = 1e-6;

    @Override
    boolean explains(Question question, Answer expected, Answer actual) {
      return question.query().matches(".*(%|\\b(sin|cos|tan)\\().*")
          && Comparison.isNear(expected, actual, AMPLIFIED);
    }
  },

  /** Here a regression over numbers that overflow forgets what rounding lost, as Prometheus 3. */
  OVERFLOW {
    @Override
    boolean explains(Question question, Answer expected, Answer actual) {
      return question.query().matches(".*\\b(deriv|predict_linear)\\(.*\\bodd\\b.*");
    }
  },

  /** The sum of nothing but negative zeros is zero, as in Prometheus 3, and atan2 tells them. */
  SIGN_OF_ZERO {
    @Override
    boolean explains(Question question, Answer expected, Answer actual) {
      return question.query().matches(".*\\(odd\\b.* atan2 .*\\bodd\\b.*");
    }
  },

  /** Of a subquery without a step in its range 2.42 still gives some operands' series. */
  SUBQUERY_WITHOUT_STEPS {
    private final Pattern shape = Pattern.compile("\\)\\[(16s|30s|1m):(30s|45s|1m|97s)]");

    @Override
    boolean explains(Question question, Answer expected, Answer actual) {
      boolean withoutValues =
          expected.series().stream().allMatch(series -> series.times().isEmpty());
      return shape.matcher(question.query()).find()
          && actual.series().isEmpty()
          && (withoutValues || question.query().contains(" @ "));
    }
  };

  abstract boolean explains(Question question, Answer expected, Answer actual);

  /* The values at each time, sorted. */
  private static Map<String, List<Double>> valuesByTime(Answer answer) {
    Map<String, List<Double>> byTime = new TreeMap<>();
    for (Answer.Series series : answer.series()) {
      for (int i = 0; i < series.times().size(); i++) {
        byTime
            .computeIfAbsent(series.times().get(i), time -> new ArrayList<>())
            .add(series.values().get(i) + 0.0);
      }
    }
    byTime.values().forEach(values -> values.sort(Double::compare));
    return byTime;
  }
}
