package lampas.model.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lampas.model.label.LabelNames;

/** What is wrong with one definition, each problem as one sentence. */
final class DefinitionRules {
  private static final List<String> RESERVED_SUFFIXES =
      List.of("_total", "_info", "_bucket", "_count", "_sum", "_created");

  private DefinitionRules() {}

  static List<String> problems(
      String name, MetricKind kind, String help, List<LabelDefinition> labels) {
    List<String> problems = new ArrayList<>();
    if (name.isBlank()) {
      problems.add("metric name: \"" + name + "\" (expected: not blank)");
    }
    if (help.isBlank()) {
      problems.add(name + ": no help (expected: one sentence that says what is measured)");
    }
    Set<String> seen = new HashSet<>();
    for (LabelDefinition label : labels) {
      if (!seen.add(label.name())) {
        problems.add(name + ": label \"" + label.name() + "\" comes twice (expected: once)");
      }
    }
    reservedLabel(kind)
        .filter(seen::contains)
        .ifPresent(label ->
            problems.add(
                "%s: label \"%s\" is reserved on a %s (expected: another name)"
                    .formatted(name, label, kind.openMetricsName())));
    return problems;
  }

  /** What is not a legacy name, for definitions that do not say why. */
  static List<String> legacyProblems(String name, List<LabelDefinition> labels) {
    List<String> problems = new ArrayList<>();
    if (!LabelNames.isLegacyMetricName(name)) {
      problems.add("metric name: \"" + name + "\" is illegal (expected: [a-zA-Z_:][a-zA-Z0-9_:]*)");
    }
    for (LabelDefinition label : labels) {
      if (!LabelNames.isLegacyLabelName(label.name()) && !label.name().equals(name)) {
        problems.add(
            "label name: \"" + label.name() + "\" is illegal (expected: [a-zA-Z_][a-zA-Z0-9_]*)");
      }
    }
    return problems;
  }

  static List<String> bucketProblems(
      String name,
      MetricKind kind,
      Optional<Buckets> buckets,
      Optional<NativeBuckets> nativeBuckets) {
    List<String> problems = new ArrayList<>();
    boolean hasBuckets = kind == MetricKind.HISTOGRAM || kind == MetricKind.GAUGE_HISTOGRAM;
    if (hasBuckets && buckets.isEmpty() && nativeBuckets.isEmpty()) {
      problems.add(
          "%s: %s without buckets (expected: bucket bounds)".formatted(name, withArticle(kind)));
    }
    if (!hasBuckets && (buckets.isPresent() || nativeBuckets.isPresent())) {
      problems.add(name + ": buckets on " + withArticle(kind) + " (expected: a histogram)");
    }
    return problems;
  }

  static List<String> stateProblems(String name, MetricKind kind, List<LabelDefinition> labels) {
    boolean hasStates =
        !labels.isEmpty()
            && labels.getFirst().name().equals(name)
            && labels.getFirst().domain() instanceof LabelDomain.Closed;
    if (kind != MetricKind.STATE_SET) {
      return List.of();
    }
    if (!hasStates) {
      return List.of(
          name + ": no states (expected: a first label " + name + " with closed values)");
    }
    int states = labels.getFirst().domain().maximumValues();
    return states > 64
        ? List.of(name + ": " + states + " states (expected: 64 at most)")
        : List.of();
  }

  static List<String> suffixProblems(String name, MetricKind kind, Unit unit) {
    List<String> problems = new ArrayList<>();
    String required = requiredSuffix(kind);
    if (!name.endsWith(required)) {
      problems.add(
          "%s: wrong suffix for %s (expected: %s%s)"
              .formatted(name, withArticle(kind), name, required));
    }
    for (String suffix : RESERVED_SUFFIXES) {
      if (name.endsWith(suffix) && !suffix.equals(required)) {
        problems.add(
            "%s: wrong suffix for %s (expected: a name that does not end in %s)"
                .formatted(name, withArticle(kind), suffix));
      }
    }
    String stem =
        name.endsWith(required) ? name.substring(0, name.length() - required.length()) : name;
    if (!unit.isNone() && !stem.endsWith("_" + unit.name())) {
      problems.add(
          "%s: wrong suffix for the unit %s (expected: %s_%s%s)"
              .formatted(name, unit.name(), stem, unit.name(), required));
    }
    return problems;
  }

  private static String requiredSuffix(MetricKind kind) {
    return switch (kind) {
      case COUNTER -> "_total";
      case INFO -> "_info";
      case GAUGE, HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY, STATE_SET, UNKNOWN -> "";
    };
  }

  private static Optional<String> reservedLabel(MetricKind kind) {
    return switch (kind) {
      case HISTOGRAM, GAUGE_HISTOGRAM -> Optional.of(LabelNames.BUCKET_BOUND);
      case SUMMARY -> Optional.of(LabelNames.QUANTILE);
      case COUNTER, GAUGE, INFO, STATE_SET, UNKNOWN -> Optional.empty();
    };
  }

  private static String withArticle(MetricKind kind) {
    String name = kind.openMetricsName();
    return (kind == MetricKind.INFO || kind == MetricKind.UNKNOWN ? "an " : "a ") + name;
  }
}
