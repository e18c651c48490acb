package lampas.client.template.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lampas.client.template.LabelFilter;
import lampas.client.template.MetricPreset;
import lampas.client.template.NameSyntax;
import lampas.client.template.PlaceholderKind;
import lampas.client.template.PresetDefaults;
import lampas.client.template.PresetLimits;
import lampas.client.template.TemplateException;
import lampas.client.template.TemplateParameter;
import lampas.model.time.PrometheusDuration;
import lampas.promql.Dialect;
import org.snakeyaml.engine.v2.nodes.Node;

/** Makes presets of the keys of a file. */
final class PresetFileReader {
  private static final String VERSION = "1";
  private static final String DURATION = "a duration such as 5m, > 0";

  private final FileProblems problems;
  private final Set<String> seen = new HashSet<>();

  private PresetFileReader(FileProblems problems) {
    this.problems = problems;
  }

  static List<MetricPreset> read(String origin, String yaml) {
    FileProblems problems = new FileProblems(origin);
    Optional<Node> root = new PresetYaml(origin, problems).read(yaml);
    problems.throwIfAny();
    List<MetricPreset> presets = new ArrayList<>();
    root.ifPresentOrElse(
        node -> new PresetFileReader(problems).file(node, presets),
        () -> problems.add(Optional.empty(), "empty (expected: version: 1 and presets)"));
    problems.throwIfAny();
    return List.copyOf(presets);
  }

  private void file(Node root, List<MetricPreset> presets) {
    PresetMapping file = new PresetMapping(problems, "", root);
    file.requiredText("version", VERSION)
        .filter(version -> !version.equals(VERSION))
        .ifPresent(version -> file.problem("version", version + " (expected: " + VERSION + ")"));
    if (!file.has("presets")) {
      file.problem("presets", "none (expected: a list of presets)");
    }
    file.mappings("presets").forEach(keys -> preset(keys).ifPresent(presets::add));
    file.finish();
  }

  private Optional<MetricPreset> preset(PresetMapping keys) {
    Optional<String> name = keys.requiredText("name", "a name such as request_rate");
    Optional<String> template = keys.requiredText("template", "PromQL with placeholders");
    /* With stand-ins for what is missing, so that the rest is checked all the same. */
    MetricPreset.Builder builder =
        MetricPreset.builder(name.orElse("unnamed"), template.orElse("vector(1)"));
    integer(keys, "version").ifPresent(builder::version);
    keys.text("description").ifPresent(builder::description);
    keys.text("unit").ifPresent(builder::unit);
    keys.texts("filter_labels").ifPresent(builder::filterLabels);
    keys.texts("group_labels").ifPresent(builder::groupLabels);
    keys.texts("required_labels").ifPresent(builder::requiredLabels);
    keys.value("names", listed(NameSyntax.values(), NameSyntax::text), PresetFileReader::names)
        .ifPresent(builder::names);
    keys.value("dialect", listed(Dialect.values(), Dialect::text), Dialect::find)
        .ifPresent(builder::dialect);
    keys.mapping("parameters").ifPresent(declared -> builder.parameters(parameters(declared)));
    keys.mapping("defaults").ifPresent(given -> builder.defaults(defaults(given)));
    keys.mapping("limits").ifPresent(given -> builder.limits(limits(given)));
    keys.finish();
    return build(builder, keys, template.isPresent());
  }

  private Optional<MetricPreset> build(
      MetricPreset.Builder builder, PresetMapping keys, boolean complete) {
    try {
      MetricPreset preset = builder.build();
      if (!seen.add(preset.toString())) {
        keys.problem("name", preset + " comes twice (expected: a name or version of its own)");
      }
      return Optional.of(preset);
    } catch (TemplateException wrong) {
      for (String problem : wrong.problems()) {
        int colon = problem.indexOf(": ");
        boolean followsFromNoTemplate = !complete && problem.contains("not in the template");
        if (!followsFromNoTemplate) {
          keys.problem(problem.substring(0, colon), problem.substring(colon + 2));
        }
      }
      return Optional.empty();
    }
  }

  private static List<TemplateParameter> parameters(PresetMapping declared) {
    List<TemplateParameter> parameters = new ArrayList<>();
    for (String name : declared.keys()) {
      declared
          .mapping(name)
          .ifPresent(keys -> {
            Optional<PlaceholderKind> kind =
                keys.value(
                    "type", "metric, duration, number or text", PresetFileReader::parameterKind);
            if (!keys.has("type")) {
              keys.problem("type", "none (expected: metric, duration, number or text)");
            }
            parameters.add(
                new TemplateParameter(
                    name,
                    kind.orElse(PlaceholderKind.TEXT),
                    keys.text("default"),
                    number(keys, "minimum"),
                    number(keys, "maximum"),
                    keys.texts("values").orElse(List.of())));
            keys.finish();
          });
    }
    return parameters;
  }

  private PresetDefaults defaults(PresetMapping keys) {
    PresetDefaults none = PresetDefaults.none();
    List<LabelFilter> filters = new ArrayList<>();
    for (String text : keys.texts("labels").orElse(List.of())) {
      try {
        filters.add(LabelFilter.parse(text));
      } catch (TemplateException malformed) {
        malformed.problems().forEach(problem -> keys.problem("labels", problem));
      }
    }
    PresetDefaults defaults =
        new PresetDefaults(
            keys.text("metric_name"),
            filters,
            keys.texts("group_by").orElse(none.groupBy()),
            duration(keys, "window").orElse(none.window()));
    keys.finish();
    return defaults;
  }

  private static PresetLimits limits(PresetMapping keys) {
    PresetLimits usual = PresetLimits.defaults();
    Optional<Integer> points = integer(keys, "points");
    points
        .filter(number -> number < 1)
        .ifPresent(number -> keys.problem("points", number + " (expected: at least 1)"));
    PresetLimits limits =
        new PresetLimits(
            duration(keys, "range").orElse(usual.range()),
            duration(keys, "step").orElse(usual.step()),
            points.filter(number -> number > 0).orElse(usual.points()),
            duration(keys, "window").orElse(usual.window()));
    keys.finish();
    return limits;
  }

  private static Optional<Duration> duration(PresetMapping keys, String key) {
    return keys.value(
        key,
        DURATION,
        text ->
            PrometheusDuration.tryParseMillis(text).stream()
                .filter(millis -> millis > 0)
                .mapToObj(Duration::ofMillis)
                .filter(length -> length.compareTo(PresetLimits.LONGEST) <= 0)
                .findFirst());
  }

  private static Optional<Integer> integer(PresetMapping keys, String key) {
    return keys.value(
        key,
        "a whole number",
        text ->
            text.matches("-?[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty());
  }

  private static OptionalDouble number(PresetMapping keys, String key) {
    Optional<Double> number =
        keys.value(
            key,
            "a number",
            text ->
                text.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?")
                    ? Optional.of(Double.valueOf(text))
                    : Optional.empty());
    return number.isPresent() ? OptionalDouble.of(number.get()) : OptionalDouble.empty();
  }

  private static Optional<NameSyntax> names(String text) {
    return Stream.of(NameSyntax.values()).filter(one -> one.text().equals(text)).findFirst();
  }

  private static Optional<PlaceholderKind> parameterKind(String text) {
    return Stream.of(
            PlaceholderKind.METRIC,
            PlaceholderKind.DURATION,
            PlaceholderKind.NUMBER,
            PlaceholderKind.TEXT)
        .filter(kind -> kind.text().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private static <T> String listed(T[] values, Function<T, String> text) {
    return Arrays.stream(values).map(text).collect(Collectors.joining(" or "));
  }
}
