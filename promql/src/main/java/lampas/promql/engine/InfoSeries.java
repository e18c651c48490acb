package lampas.promql.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lampas.model.label.Labels;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.ColumnWriter;

/** Info series by what they are about; at each step one of each metric is current. */
final class InfoSeries {
  private static final int NONE = -1;

  private final QueryRun run;
  private final InfoSelector selector;
  private final int steps;
  private final Map<Labels, List<Rivals>> byIdentity = new LinkedHashMap<>();
  private final Map<Labels, double[]> times = new HashMap<>();
  private boolean rivals;

  InfoSeries(QueryRun run, InfoSelector selector, int steps) {
    this.run = run;
    this.selector = selector;
    this.steps = steps;
  }

  /** The series of one info metric that are about the same. */
  private static final class Rivals {
    private final String metric;
    private final List<Column> series = new ArrayList<>(1);
    private int[] current = {};

    Rivals(String metric) {
      this.metric = metric;
    }
  }

  void add(Column column) {
    Labels identity = column.labels().only(InfoCall.IDENTIFYING);
    String metric = column.labels().metricName();
    List<Rivals> metrics = byIdentity.computeIfAbsent(identity, key -> new ArrayList<>(1));
    for (Rivals same : metrics) {
      if (same.metric.equals(metric)) {
        same.series.add(column);
        rivals = true;
        return;
      }
    }
    Rivals first = new Rivals(metric);
    first.series.add(column);
    metrics.add(first);
  }

  /** Whether there are several series of one metric about the same, so that times matter. */
  boolean haveRivals() {
    return rivals;
  }

  /** Adds the times of the samples, in seconds, of a series. */
  void addTimes(Column column) {
    times.put(column.labels(), column.values());
    run.giveHistograms(column.histograms());
  }

  /** Finds the current series; histograms and two of the same time are errors where asked for. */
  void decide(List<Column> asking) {
    BitSet asked = new BitSet(steps);
    asking.forEach(column -> column.markPresent(asked));
    byIdentity.values().forEach(metrics -> metrics.forEach(metric -> decide(metric, asked)));
  }

  private void decide(Rivals metric, BitSet asked) {
    metric.current = new int[steps];
    Arrays.fill(metric.current, NONE);
    for (int step = asked.nextSetBit(0); step >= 0; step = asked.nextSetBit(step + 1)) {
      for (int i = 0; i < metric.series.size(); i++) {
        Column series = metric.series.get(i);
        if (series.histogram(step) != null) {
          throw EvaluationException.execution("info sample should be float");
        }
        if (series.isPresent(step)) {
          int current = metric.current[step];
          metric.current[step] =
              current == NONE || isNewer(series, metric.series.get(current), step) ? i : current;
        }
      }
    }
  }

  private boolean isNewer(Column series, Column other, int step) {
    double time = time(series, step);
    double otherTime = time(other, step);
    if (time == otherTime) {
      throw EvaluationException.execution(
          "found duplicate series for info metric: existing %s @ %d, new %s @ %d"
              .formatted(
                  VectorMatches.inBraces(other.labels()),
                  Math.round(otherTime * 1000),
                  VectorMatches.inBraces(series.labels()),
                  Math.round(time * 1000)));
    }
    return time > otherTime;
  }

  private double time(Column series, int step) {
    double[] known = times.get(series.labels());
    return known == null ? Double.NaN : known[step];
  }

  /** Hands on a series under the labels that it has at each step. */
  void enrich(Column column, ColumnSink out) {
    List<Rivals> metrics =
        byIdentity.getOrDefault(column.labels().only(InfoCall.IDENTIFYING), List.of());
    if (metrics.isEmpty()) {
      if (selector.keepsUnmatched()) {
        out.accept(column);
      } else {
        run.give(column);
      }
      return;
    }
    Map<List<Integer>, ColumnWriter> byInfos = new LinkedHashMap<>();
    for (int step = 0; step < steps; step++) {
      if (column.isPresent(step)) {
        int at = step;
        List<Integer> infos = metrics.stream().map(metric -> metric.current[at]).toList();
        boolean matched = infos.stream().anyMatch(info -> info != NONE);
        if (matched || selector.keepsUnmatched()) {
          ColumnWriter enriched =
              byInfos.computeIfAbsent(infos, key -> new ColumnWriter(run, steps));
          enriched.copy(step, column);
        }
      }
    }
    run.give(column);
    byInfos.forEach((infos, enriched) ->
        out.accept(enriched.column(labels(column, metrics, infos), column.dropsName())));
  }

  private Labels labels(Column column, List<Rivals> metrics, List<Integer> infos) {
    Map<String, String> added = new LinkedHashMap<>();
    for (int i = 0; i < metrics.size(); i++) {
      if (infos.get(i) != NONE) {
        add(metrics.get(i).series.get(infos.get(i)).labels(), column.labels(), added);
      }
    }
    Labels.Builder labels = Labels.builder().addAll(column.labels());
    added.forEach(labels::add);
    return labels.build();
  }

  private void add(Labels info, Labels labels, Map<String, String> added) {
    info.forEach((name, value) -> {
      if (selector.adds(name) && !labels.has(name)) {
        String other = added.putIfAbsent(name, value);
        if (other != null && !other.equals(value)) {
          throw EvaluationException.execution("conflicting label: " + name);
        }
      }
    });
  }

  /** Gives back all that was read. */
  void give() {
    byIdentity.values().stream()
        .flatMap(List::stream)
        .flatMap(metric -> metric.series.stream())
        .forEach(run::give);
    times.values().forEach(run::give);
  }
}
