package lampas.promql.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;
import lampas.model.label.MatchType;
import lampas.model.label.Matcher;
import lampas.model.result.EmptyReason;
import lampas.model.result.EmptyReason.Kind;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.promql.syntax.DurationExpression;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Span;

/** Why a selector selects nothing: no such metric, no such series, or no sample at that time. */
final class SelectorCauses {
  /* Longer than anything is stored. */
  private static final Duration EVER = Duration.ofDays(100 * 365);

  private final Probe probe;

  SelectorCauses(Probe probe) {
    this.probe = probe;
  }

  EmptyReason of(VectorSelector selector) {
    return of(selector, selector, "the lookback of " + Words.duration(probe.lookback()));
  }

  EmptyReason of(RangeSelector range) {
    return of(range.selector(), range, "the window");
  }

  private EmptyReason of(VectorSelector selector, Expression where, String reach) {
    List<Matcher> matchers = selector.matchers();
    Optional<Matcher> name =
        matchers.stream()
            .filter(matcher -> matcher.name().equals(LabelNames.METRIC_NAME))
            .filter(matcher -> matcher.type() == MatchType.EQUAL)
            .findFirst();
    List<Labels> candidates = probe.labelSets(name.map(List::of).orElse(matchers));
    if (candidates.isEmpty()) {
      return name.isPresent()
          ? noSuchMetric(name.get().value(), where)
          : Probe.reason(Kind.NO_SUCH_SERIES, where, "no series of any name agrees with it");
    }
    List<Matcher> wanted = new ArrayList<>();
    name.ifPresent(wanted::add);
    for (Matcher matcher : matchers) {
      if (wanted.contains(matcher)) {
        continue;
      }
      if (probe.labelSets(with(name, matcher)).isEmpty()) {
        return noSuchValue(matcher, candidates, subject(name), where);
      }
      List<Matcher> more = new ArrayList<>(wanted);
      more.add(matcher);
      if (probe.labelSets(more).isEmpty()) {
        return neverTogether(wanted, matcher, subject(name), where);
      }
      wanted = more;
    }
    return noSample(selector, where, probe.labelSets(matchers).size(), reach);
  }

  private static List<Matcher> with(Optional<Matcher> name, Matcher matcher) {
    return name.isPresent() ? List.of(name.get(), matcher) : List.of(matcher);
  }

  private static String subject(Optional<Matcher> name) {
    return name.map(Matcher::value).orElse("any name");
  }

  private EmptyReason noSuchMetric(String name, Expression where) {
    List<String> near = NearNames.of(name, probe.labelValues(LabelNames.METRIC_NAME));
    return Probe.reason(
        Kind.NO_SUCH_METRIC,
        where,
        "no metric is named "
            + name
            + (near.isEmpty() ? "" : " (nearest: " + String.join(", ", near) + ")"));
  }

  private static EmptyReason noSuchValue(
      Matcher matcher, List<Labels> candidates, String subject, Expression where) {
    List<String> values =
        candidates.stream()
            .filter(labels -> labels.has(matcher.name()))
            .map(labels -> labels.valueOrEmpty(matcher.name()))
            .distinct()
            .toList();
    String there =
        values.isEmpty()
            ? "none has a label %s; there are %s"
                .formatted(matcher.name(), Words.listed(labelNames(candidates)))
            : "%s is %s".formatted(matcher.name(), Words.quoted(values));
    return Probe.reason(
        Kind.NO_SUCH_SERIES,
        where,
        "no series of %s has %s (%s, %s)"
            .formatted(subject, matcher, Words.series(candidates.size()), there));
  }

  static List<String> labelNames(List<Labels> sets) {
    return sets.stream()
        .flatMap(labels -> labels.toMap().keySet().stream())
        .filter(label -> !label.equals(LabelNames.METRIC_NAME))
        .distinct()
        .toList();
  }

  private EmptyReason neverTogether(
      List<Matcher> wanted, Matcher matcher, String subject, Expression where) {
    String others =
        wanted.stream()
            .filter(other -> !other.name().equals(LabelNames.METRIC_NAME))
            .map(Matcher::toString)
            .collect(Collectors.joining(", "));
    return Probe.reason(
        Kind.NO_SUCH_SERIES,
        where,
        "no series of %s has %s together with %s (%s)"
            .formatted(
                subject,
                matcher,
                others,
                Words.series(probe.labelSets(wanted).size()) + " without it"));
  }

  private EmptyReason noSample(VectorSelector selector, Expression where, int count, String reach) {
    VectorSelector plain =
        new VectorSelector(
            selector.metricName(),
            selector.matchers(),
            selector.shift(),
            Extrapolation.NONE,
            selector.span());
    RangeSelector ever =
        new RangeSelector(
            plain, new DurationExpression.Constant(EVER.toMillis(), Span.NONE), selector.span());
    double newest =
        probe.series(Probe.call("ts_of_last_over_time", ever)).stream()
            .map(MatrixSeries::samples)
            .mapToDouble(samples -> samples.value(samples.size() - 1))
            .max()
            .orElse(Double.NaN);
    String there =
        Double.isNaN(newest)
            ? "none has a sample by then"
            : "the newest sample by then is of %s, and %s does not reach it or it has ended"
                .formatted(Instant.ofEpochMilli(Math.round(newest * 1000)), reach);
    return Probe.reason(
        Kind.NO_SAMPLE,
        where,
        "%s agree, but not at this time: %s".formatted(Words.series(count), there));
  }
}
