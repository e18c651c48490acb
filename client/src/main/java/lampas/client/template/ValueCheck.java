package lampas.client.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import lampas.client.template.FilledValue.Metric;
import lampas.client.template.FilledValue.Scalar;
import lampas.client.template.FilledValue.Text;
import lampas.client.template.FilledValue.Window;
import lampas.model.time.PrometheusDuration;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.StringText;

/** Finds what is wrong with the values that placeholders are to become. */
final class ValueCheck {
  private static final int MAXIMUM_VALUE = 10_000;

  /* RE2/J takes a tenth of a second to compile 10,000 characters, but milliseconds for these. */
  private static final int MAXIMUM_EXPRESSION = 2_000;

  private static final int MAXIMUM_IN_ALL = 50_000;
  private static final int MAXIMUM_ALTERNATIVES = 1_000;
  private static final int MAXIMUM_NUMBER = 40;
  private static final Pattern NUMBER =
      Pattern.compile("-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private final NameSyntax names;
  private List<String> problems = new ArrayList<>();

  ValueCheck(NameSyntax names) {
    this.names = names;
  }

  /** The problems since the last call. */
  List<String> takeProblems() {
    List<String> taken = problems;
    problems = new ArrayList<>();
    return taken;
  }

  void metric(String name) {
    names.metricProblem(name).ifPresent(problems::add);
  }

  void label(String what, String name) {
    names.labelProblem(what, name).ifPresent(problems::add);
  }

  void filter(String what, LabelFilter filter) {
    int before = problems.size();
    label(what, filter.label());
    if (problems.size() > before) {
      return;
    }
    String where = what + " " + filter.label();
    switch (filter) {
      case LabelFilter.Is(String ignored, String value) -> value(where, value, MAXIMUM_VALUE);
      case LabelFilter.IsNot(String ignored, String value) -> value(where, value, MAXIMUM_VALUE);
      case LabelFilter.AnyOf(String ignored, List<String> values) -> values(where, values);
      case LabelFilter.NoneOf(String ignored, List<String> values) -> values(where, values);
      case LabelFilter.Matches(String ignored, String expression) -> expression(where, expression);
      case LabelFilter.MatchesNot(String ignored, String expression) ->
          expression(where, expression);
    }
  }

  /** A filter that must not hold for series without the label. */
  void tenant(LabelFilter filter) {
    filter("tenant label", filter);
    boolean empty =
        switch (filter) {
          case LabelFilter.Is(String ignored, String value) -> value.isEmpty();
          case LabelFilter.AnyOf(String ignored, List<String> values) -> values.contains("");
          default -> true;
        };
    if (empty) {
      problems.add(
          "tenant label %s: an empty value (expected: a value of the tenant's)"
              .formatted(TextPlace.quote(filter.label())));
    }
  }

  private void values(String where, List<String> values) {
    if (values.isEmpty() || values.size() > MAXIMUM_ALTERNATIVES) {
      problems.add(
          "%s: %d values (expected: 1 to %d)"
              .formatted(where, values.size(), MAXIMUM_ALTERNATIVES));
      return;
    }
    values.forEach(value -> value(where, value, MAXIMUM_EXPRESSION));
    long inAll = values.stream().mapToLong(String::length).sum();
    if (inAll > MAXIMUM_IN_ALL) {
      problems.add(
          "%s: values of %d characters in all (expected: at most %d)"
              .formatted(where, inAll, MAXIMUM_IN_ALL));
    }
  }

  private void value(String where, String value, int longest) {
    if (value.length() > longest) {
      problems.add(
          "%s: %s: too long (expected: at most %d characters)"
              .formatted(where, TextPlace.quote(value), longest));
    } else if (!StringText.isValidUtf8(value)) {
      problems.add(
          "%s: %s: half a surrogate pair (expected: valid UTF-8)"
              .formatted(where, TextPlace.quote(value)));
    }
  }

  private void expression(String where, String expression) {
    int before = problems.size();
    value(where, expression, MAXIMUM_EXPRESSION);
    if (problems.size() > before) {
      return;
    }
    try {
      Parser.parseMetricSelector("{a=\"b\",c=~" + StringText.quote(expression) + "}");
    } catch (ParseException malformed) {
      problems.add(
          "%s: %s: %s (expected: an RE2 expression)"
              .formatted(where, TextPlace.quote(expression), shortened(malformed.reason())));
    }
  }

  /* The reason quotes the expression once more. */
  private static String shortened(String reason) {
    String quoted = TextPlace.quote(reason);
    return quoted.substring(1, quoted.length() - 1);
  }

  void window(Duration window, Duration longest) {
    boolean whole = window.toNanosPart() % 1_000_000 == 0;
    if (!window.isPositive() || !whole || window.compareTo(longest) > 0) {
      problems.add(
          "window: %s (expected: whole milliseconds, > 0, at most %s)"
              .formatted(window, PresetLimits.text(longest)));
    }
  }

  /** The value that a text means for a parameter; empty if it means none, which is a problem. */
  Optional<FilledValue> parameter(TemplateParameter parameter, String text, Duration longest) {
    if (!parameter.values().isEmpty() && !parameter.values().contains(text)) {
      problems.add(
          "%s: %s (expected: one of %s)"
              .formatted(
                  parameter.name(), TextPlace.quote(text), String.join(", ", parameter.values())));
      return Optional.empty();
    }
    return switch (parameter.kind()) {
      case METRIC -> {
        Optional<String> problem = names.metricProblem(text);
        problem.ifPresent(found -> problems.add(parameter.name() + ": " + found));
        yield problem.isEmpty() ? Optional.of(new Metric(text)) : Optional.empty();
      }
      case DURATION -> duration(parameter.name(), text, longest);
      case NUMBER -> number(parameter, text);
      case TEXT -> {
        int before = problems.size();
        value(parameter.name(), text, MAXIMUM_EXPRESSION);
        yield problems.size() == before ? Optional.of(new Text(text)) : Optional.empty();
      }
      case LABELS, GROUP_LABELS -> Optional.empty();
    };
  }

  private Optional<FilledValue> duration(String name, String text, Duration longest) {
    OptionalLong millis =
        text.length() <= MAXIMUM_NUMBER
            ? PrometheusDuration.tryParseMillis(text)
            : OptionalLong.empty();
    long most = longest.toMillis();
    if (millis.isEmpty() || millis.getAsLong() <= 0 || millis.getAsLong() > most) {
      problems.add(
          "%s: %s (expected: a duration such as 5m, > 0, at most %s)"
              .formatted(name, TextPlace.quote(text), PresetLimits.text(longest)));
      return Optional.empty();
    }
    return Optional.of(new Window(Duration.ofMillis(millis.getAsLong())));
  }

  private Optional<FilledValue> number(TemplateParameter parameter, String text) {
    boolean isNumber = text.length() <= MAXIMUM_NUMBER && NUMBER.matcher(text).matches();
    double value = isNumber ? Double.parseDouble(text) : Double.NaN;
    double least = parameter.minimum().orElse(-Double.MAX_VALUE);
    double greatest = parameter.maximum().orElse(Double.MAX_VALUE);
    if (!(value >= least && value <= greatest)) {
      problems.add(
          "%s: %s (expected: a number%s)"
              .formatted(parameter.name(), TextPlace.quote(text), bounds(parameter)));
      return Optional.empty();
    }
    return Optional.of(new Scalar(value));
  }

  private static String bounds(TemplateParameter parameter) {
    StringBuilder out = new StringBuilder();
    parameter
        .minimum()
        .ifPresent(least -> out.append(String.format(Locale.ROOT, ", at least %s", least)));
    parameter
        .maximum()
        .ifPresent(most -> out.append(String.format(Locale.ROOT, ", at most %s", most)));
    return out.toString();
  }
}
