package lampas.client.template;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A placeholder that a preset declares for itself, besides those that every preset may use.
 *
 * @param name the placeholder's name without braces: lower-case letters, digits and {@code _}
 * @param kind METRIC, DURATION, NUMBER or TEXT
 * @param defaultValue what it is if nobody says; empty if it has to be said
 * @param minimum the least number; empty for none
 * @param maximum the greatest number; empty for none
 * @param values the only values that are allowed; empty for any value of the kind
 */
public record TemplateParameter(
    String name,
    PlaceholderKind kind,
    Optional<String> defaultValue,
    OptionalDouble minimum,
    OptionalDouble maximum,
    List<String> values) {
  public TemplateParameter {
    values = List.copyOf(values);
  }

  private static TemplateParameter of(String name, PlaceholderKind kind) {
    return new TemplateParameter(
        name, kind, Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), List.of());
  }

  /** A number, such as the first argument of {@code quantile}. */
  public static TemplateParameter number(String name) {
    return of(name, PlaceholderKind.NUMBER);
  }

  /** A text, such as the value of a matcher. */
  public static TemplateParameter text(String name) {
    return of(name, PlaceholderKind.TEXT);
  }

  /** A duration, such as an offset. */
  public static TemplateParameter duration(String name) {
    return of(name, PlaceholderKind.DURATION);
  }

  /** The name of another metric than {@code {metric_name}}. */
  public static TemplateParameter metric(String name) {
    return of(name, PlaceholderKind.METRIC);
  }

  public TemplateParameter withDefault(String value) {
    return new TemplateParameter(name, kind, Optional.of(value), minimum, maximum, values);
  }

  public TemplateParameter between(double least, double greatest) {
    return new TemplateParameter(
        name, kind, defaultValue, OptionalDouble.of(least), OptionalDouble.of(greatest), values);
  }

  public TemplateParameter oneOf(String... allowed) {
    return new TemplateParameter(name, kind, defaultValue, minimum, maximum, List.of(allowed));
  }

  Placeholder placeholder() {
    return new Placeholder(name, kind);
  }
}
