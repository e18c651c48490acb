package lampas.client.template;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lampas.promql.Dialect;

/**
 * Finds what is wrong with a preset. Each problem begins with the key of a preset file, such as
 * {@code filter_labels}, and a colon.
 */
final class PresetCheck {
  private static final int MAXIMUM_VERSION = 1_000_000;
  private static final int MAXIMUM_LABELS = 200;
  private static final Set<String> RESERVED =
      Set.of(
          Placeholder.METRIC_NAME.name(),
          Placeholder.LABELS.name(),
          Placeholder.GROUP_BY.name(),
          Placeholder.WINDOW.name(),
          FilledSelector.TENANT.name());

  private final NameSyntax names;
  private final ValueCheck values;
  private final List<String> problems;

  PresetCheck(NameSyntax names, List<String> problems) {
    this.names = names;
    this.values = new ValueCheck(names);
    this.problems = problems;
  }

  void name(String name, int version) {
    if (!ParameterName.isLegalForPreset(name)) {
      add(
          "name",
          TextPlace.quote(name)
              + " (expected: lower-case letters, digits, _ . -, a letter first, at most 100)");
    }
    if (version < 1 || version > MAXIMUM_VERSION) {
      add("version", "%d (expected: 1 to %d)".formatted(version, MAXIMUM_VERSION));
    }
  }

  void dialect(NameSyntax syntax, Dialect dialect) {
    if (syntax == NameSyntax.UTF8 && dialect == Dialect.PROMETHEUS_2) {
      add("names", "utf8 (expected: legacy, which is all that prometheus-2 has)");
    }
  }

  void labels(String key, List<String> allowed) {
    if (allowed.size() > MAXIMUM_LABELS) {
      add(key, "%d labels (expected: at most %d)".formatted(allowed.size(), MAXIMUM_LABELS));
    }
    Set<String> seen = new HashSet<>();
    for (String label : allowed) {
      names.labelProblem("label", label).ifPresent(problem -> add(key, problem));
      if (!seen.add(label)) {
        add(key, "label " + TextPlace.quote(label) + ": comes twice (expected: once)");
      }
    }
  }

  Optional<QueryTemplate> template(
      String text, List<TemplateParameter> parameters, Dialect dialect) {
    try {
      QueryTemplate template = QueryTemplate.parse(text, parameters, dialect);
      for (TemplateParameter parameter : parameters) {
        if (!template.has(parameter.placeholder())) {
          add("parameters", parameter.name() + ": not in the template (expected: a use of it)");
        }
      }
      return Optional.of(template);
    } catch (TemplateException malformed) {
      malformed.problems().forEach(problem -> add("template", problem));
      return Optional.empty();
    }
  }

  void parameters(List<TemplateParameter> parameters) {
    Set<String> seen = new HashSet<>();
    for (TemplateParameter parameter : parameters) {
      String name = parameter.name();
      if (!ParameterName.isLegal(name) || RESERVED.contains(name)) {
        add(
            "parameters",
            TextPlace.quote(name)
                + " (expected: a name of its own of lower-case letters, digits and _)");
      } else if (!seen.add(name)) {
        add("parameters", name + ": comes twice (expected: once)");
      }
      parameter(parameter);
    }
  }

  private void parameter(TemplateParameter parameter) {
    String key = "parameters";
    switch (parameter.kind()) {
      case LABELS, GROUP_LABELS ->
          add(
              key,
              "%s: kind %s (expected: metric, duration, number or text)"
                  .formatted(parameter.name(), parameter.kind().text()));
      case METRIC, DURATION, TEXT -> {
        if (parameter.minimum().isPresent() || parameter.maximum().isPresent()) {
          add(key, parameter.name() + ": minimum or maximum (expected: only for a number)");
        }
      }
      case NUMBER -> {
        if (!parameter.values().isEmpty()) {
          add(key, parameter.name() + ": values (expected: minimum and maximum for a number)");
        }
      }
    }
    parameter
        .defaultValue()
        .ifPresent(value -> values.parameter(parameter, value, PresetLimits.defaults().window()));
    values.takeProblems().forEach(problem -> add(key, problem));
  }

  void defaults(PresetDefaults defaults, PresetLimits limits) {
    defaults.metricName().ifPresent(values::metric);
    defaults.labels().forEach(filter -> values.filter("label", filter));
    defaults.groupBy().forEach(label -> values.label("group label", label));
    values.window(defaults.window(), limits.window());
    values.takeProblems().forEach(problem -> add("defaults", problem));
  }

  private void add(String key, String problem) {
    problems.add(key + ": " + problem);
  }
}
