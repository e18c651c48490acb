package lampas.client.template;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import lampas.model.label.LabelNames;
import lampas.promql.syntax.StringText;

/** Which names of metrics and labels a preset takes. */
public enum NameSyntax {
  /** Letters, digits and {@code _}, for metrics {@code :} too. The default. */
  LEGACY,
  /** Any text, as Prometheus 3 allows; what is not legacy stands in quotes in the query. */
  UTF8;

  private static final int MAXIMUM_LENGTH = 500;

  /** The name in preset files, for example {@code utf8}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is wrong with a metric's name. */
  Optional<String> metricProblem(String name) {
    return problem(
        "metric name",
        name,
        LabelNames::isLegacyMetricName,
        "letters, digits, _ and :, not a digit first");
  }

  /** What is wrong with a label's name. */
  Optional<String> labelProblem(String what, String name) {
    if (name.equals(LabelNames.METRIC_NAME)) {
      return Optional.of(
          what + " \"__name__\": not a label to ask by (expected: the metric by its own name)");
    }
    return problem(
        what, name, LabelNames::isLegacyLabelName, "letters, digits and _, not a digit first");
  }

  private Optional<String> problem(
      String what, String name, Predicate<String> legacy, String form) {
    if (name.length() > MAXIMUM_LENGTH) {
      return Optional.of(
          "%s %s: too long (expected: at most %d characters)"
              .formatted(what, TextPlace.quote(name), MAXIMUM_LENGTH));
    }
    boolean legal =
        switch (this) {
          case LEGACY -> legacy.test(name);
          case UTF8 -> !name.isEmpty() && StringText.isValidUtf8(name);
        };
    return legal
        ? Optional.empty()
        : Optional.of(
            "%s %s: not a name (expected: %s)"
                .formatted(
                    what,
                    TextPlace.quote(name),
                    this == LEGACY ? form : "some text of valid UTF-8"));
  }
}
