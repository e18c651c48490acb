package lampas.client.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lampas.client.template.FilledValue.Labels;
import lampas.client.template.FilledValue.Matchers;
import lampas.client.template.FilledValue.Metric;
import lampas.client.template.FilledValue.Window;
import lampas.model.error.NearestName;

/** Finds the value of each placeholder for a question, or everything that forbids it. */
final class Resolution {
  private static final int MAXIMUM_FILTERS = 100;
  private static final int MAXIMUM_GROUPS = 100;

  private final MetricPreset preset;
  private final QueryTemplate template;
  private final PresetRequest request;
  private final MetricQuerier querier;
  private final ValueCheck check;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, FilledValue> values = new HashMap<>();

  private Resolution(PresetRequest request) {
    this.request = request;
    this.preset = request.preset();
    this.template = preset.template();
    this.querier = request.querier();
    this.check = new ValueCheck(preset.names());
  }

  /**
   * The template of the question's preset with its values.
   *
   * @throws TemplateException with everything that is wrong
   */
  static Filling of(PresetRequest request) {
    Resolution resolution = new Resolution(request);
    resolution.tenant();
    resolution.metric();
    resolution.labels();
    resolution.groups();
    resolution.window();
    resolution.parameters();
    TemplateException.throwIfAny(resolution.problems);
    return new Filling(resolution.template, resolution.values, request.tenant().matchers());
  }

  private void tenant() {
    request.tenant().filters().forEach(check::tenant);
    takeProblems();
    Set<String> given = request.tenant().labels();
    for (String required : preset.requiredLabels()) {
      if (!given.contains(required)) {
        problems.add(
            "tenant label " + required + ": not given (expected: a value for " + preset + ")");
      }
    }
  }

  private void metric() {
    boolean takes = template.has(Placeholder.METRIC_NAME);
    Optional<String> name = querier.metricName().or(preset.defaults()::metricName);
    querier.metricName().ifPresent(check::metric);
    takeProblems();
    if (!takes && querier.metricName().isPresent()) {
      problems.add(
          "metric name %s: %s asks for a metric of its own (expected: none)"
              .formatted(TextPlace.quote(querier.metricName().get()), preset));
    }
    if (takes && name.isEmpty()) {
      problems.add("metric name: none (expected: a metric for " + preset + ")");
    }
    name.ifPresent(given -> values.put(Placeholder.METRIC_NAME.name(), new Metric(given)));
  }

  private void labels() {
    List<LabelFilter> filters = querier.labels();
    if (filters.size() > MAXIMUM_FILTERS) {
      problems.add(
          "label filters: %d (expected: at most %d)".formatted(filters.size(), MAXIMUM_FILTERS));
      return;
    }
    if (!filters.isEmpty() && !template.has(Placeholder.LABELS)) {
      problems.add("label filters: %s has no place for them (expected: none)".formatted(preset));
    }
    for (LabelFilter filter : filters) {
      check.filter("label", filter);
      if (takeProblems()) {
        allowed("label", filter.label(), preset.filterLabels(), "filter");
      }
    }
    Set<String> filtered =
        filters.stream().map(LabelFilter::label).collect(Collectors.toUnmodifiableSet());
    List<LabelFilter> all = new ArrayList<>();
    preset.defaults().labels().stream()
        .filter(one -> !filtered.contains(one.label()))
        .forEach(all::add);
    all.addAll(filters);
    values.put(
        Placeholder.LABELS.name(),
        new Matchers(
            problems.isEmpty() ? all.stream().map(LabelFilter::matcher).toList() : List.of()));
  }

  private void allowed(String what, String label, List<String> allowed, String purpose) {
    if (request.tenant().labels().contains(label) && purpose.equals("filter")) {
      problems.add("%s %s: set for the tenant (expected: no filter by it)".formatted(what, label));
    } else if (!allowed.contains(label)) {
      String hint =
          allowed.isEmpty()
              ? preset + " allows none to " + purpose + " by"
              : NearestName.of(label, allowed)
                  .map(nearest -> "did you mean " + nearest + "?")
                  .orElse("expected one of: " + String.join(", ", allowed));
      problems.add("%s %s: not allowed (%s)".formatted(what, TextPlace.quote(label), hint));
    }
  }

  private void groups() {
    Optional<List<String>> asked = querier.groupBy();
    List<String> names = asked.orElse(preset.defaults().groupBy());
    if (names.size() > MAXIMUM_GROUPS) {
      problems.add(
          "group labels: %d (expected: at most %d)".formatted(names.size(), MAXIMUM_GROUPS));
      return;
    }
    boolean some = asked.filter(given -> !given.isEmpty()).isPresent();
    if (some && !template.has(Placeholder.GROUP_BY)) {
      problems.add("group labels: %s has no place for them (expected: none)".formatted(preset));
    }
    for (String name : asked.orElse(List.of())) {
      check.label("group label", name);
      if (takeProblems()) {
        allowed("group label", name, preset.groupLabels(), "group");
      }
    }
    values.put(Placeholder.GROUP_BY.name(), new Labels(List.copyOf(new LinkedHashSet<>(names))));
  }

  private void window() {
    Duration window = request.window().orElse(preset.defaults().window());
    check.window(window, preset.limits().window());
    takeProblems();
    if (request.window().isPresent() && !template.has(Placeholder.WINDOW)) {
      problems.add("window: %s has no place for it (expected: none)".formatted(preset));
    }
    values.put(Placeholder.WINDOW.name(), new Window(window));
  }

  private void parameters() {
    List<String> known = preset.parameters().stream().map(TemplateParameter::name).toList();
    for (String given : new TreeSet<>(querier.parameters().keySet())) {
      if (!known.contains(given)) {
        String hint =
            NearestName.of(given, known)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse(
                    known.isEmpty()
                        ? preset + " has none"
                        : "expected one of: " + String.join(", ", known));
        problems.add("parameter %s: unknown (%s)".formatted(TextPlace.quote(given), hint));
      }
    }
    for (TemplateParameter parameter : preset.parameters()) {
      Optional<String> text =
          Optional.ofNullable(querier.parameters().get(parameter.name()))
              .or(parameter::defaultValue);
      if (text.isEmpty()) {
        problems.add(
            "parameter %s: none (expected: a %s)"
                .formatted(parameter.name(), parameter.kind().text()));
      } else {
        check
            .parameter(parameter, text.get(), preset.limits().window())
            .ifPresent(value -> values.put(parameter.name(), value));
        takeProblems();
      }
    }
  }

  /* Moves problems of values over; true if there was none. */
  private boolean takeProblems() {
    List<String> taken = check.takeProblems();
    problems.addAll(taken);
    return taken.isEmpty();
  }
}
