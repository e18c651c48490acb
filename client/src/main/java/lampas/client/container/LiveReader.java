package lampas.client.container;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import lampas.client.container.ContainerMetric.Kind;
import lampas.client.container.LiveAnswers.Values;
import lampas.client.container.Reading.Absent;
import lampas.client.container.Reading.Present;
import lampas.client.container.Reading.Reason;
import lampas.model.label.Labels;
import lampas.model.series.SampleValue;

/** Puts the answers of one look together, container by container. */
final class LiveReader {
  private static final List<String> NOT_OF_THE_CONTAINER =
      List.of(ContainerLabel.METRIC_NAME.text(), ContainerLabel.VALUE_TYPE.text());

  private final LiveAnswers answers;
  private final List<ContainerMetric> metrics;
  private final Duration staleAfter;
  private final Instant time;

  LiveReader(
      LiveAnswers answers, List<ContainerMetric> metrics, Duration staleAfter, Instant time) {
    this.answers = answers;
    this.metrics = metrics;
    this.staleAfter = staleAfter;
    this.time = time;
  }

  ContainerSnapshot snapshot(Duration window) {
    TreeSet<Labels> containers = new TreeSet<>();
    answers
        .known()
        .bySeries()
        .keySet()
        .forEach(series -> containers.add(series.without(NOT_OF_THE_CONTAINER)));
    List<ContainerStatistics> all = containers.stream().map(this::statistics).toList();
    return new ContainerSnapshot(time, window, all, answers.warnings(), answers.partial());
  }

  private ContainerStatistics statistics(Labels container) {
    Map<String, MetricStatistics> statistics = new LinkedHashMap<>();
    for (ContainerMetric metric : metrics) {
      statistics.put(metric.name(), statistics(container, metric));
    }
    return new ContainerStatistics(container, statistics);
  }

  private MetricStatistics statistics(Labels container, ContainerMetric metric) {
    Labels current = series(container, metric, ContainerValue.CURRENT);
    return new MetricStatistics(
        now(current, metric.kind()),
        overWindow(current, answers.maximum()),
        overWindow(current, answers.average()),
        now(series(container, metric, ContainerValue.CAPACITY), Kind.GAUGE),
        now(series(container, metric, ContainerValue.PCT), Kind.GAUGE),
        age(current));
  }

  private static Labels series(Labels container, ContainerMetric metric, ContainerValue value) {
    return container
        .with(ContainerLabel.METRIC_NAME.text(), metric.name())
        .with(ContainerLabel.VALUE_TYPE.text(), value.text());
  }

  private Optional<Duration> age(Labels series) {
    return Optional.ofNullable(answers.sampled().bySeries().get(series))
        .map(seconds -> Duration.ofMillis(time.toEpochMilli() - Math.round(seconds * 1000)));
  }

  private Reading now(Labels series, Kind kind) {
    if (!answers.known().bySeries().containsKey(series)) {
      return noSeries();
    }
    Optional<String> failure = answers.now().failure().or(answers.sampled()::failure);
    if (failure.isPresent()) {
      return failed(failure.get());
    }
    /* A rate has a value for as long as its window reaches back into what has ended. */
    Optional<Duration> age = age(series);
    if (age.isEmpty()) {
      return new Absent(Reason.STALE, "the series has ended");
    }
    if (age.get().compareTo(staleAfter) > 0) {
      return new Absent(
          Reason.STALE,
          "newest sample: %s s old (expected: at most %s s)"
              .formatted(age.get().toSeconds(), staleAfter.toSeconds()));
    }
    Double value = answers.now().bySeries().get(series);
    if (value == null) {
      return kind == Kind.GAUGE
          ? new Absent(Reason.STALE, "the series has ended")
          : new Absent(
              Reason.TOO_FEW_SAMPLES, "fewer than two samples in the window (expected: two)");
    }
    return finite(value);
  }

  private Reading overWindow(Labels series, Values values) {
    if (!answers.known().bySeries().containsKey(series)) {
      return noSeries();
    }
    if (values.failure().isPresent()) {
      return failed(values.failure().get());
    }
    Double value = values.bySeries().get(series);
    if (value != null) {
      return finite(value);
    }
    return age(series).isEmpty()
        ? new Absent(Reason.STALE, "the series ended before the window")
        : new Absent(Reason.TOO_FEW_SAMPLES, "too few samples in the window");
  }

  private static Reading finite(double value) {
    return Double.isFinite(value)
        ? new Present(value)
        : new Absent(
            Reason.NOT_FINITE,
            "value: " + SampleValue.format(value) + " (expected: a finite number)");
  }

  private static Reading noSeries() {
    return new Absent(Reason.NO_SERIES, "no such series");
  }

  private static Reading failed(String message) {
    return new Absent(Reason.QUERY_FAILED, message);
  }
}
