package lampas.promql.build;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import lampas.model.catalogue.LabelDomain;
import lampas.model.label.MatchType;
import lampas.model.label.Matcher;
import lampas.promql.syntax.StringText;

/**
 * A condition on a label of a metric. Values are values: none of their characters is syntax.
 *
 * <p>Immutable. The label is checked against the metric's definition, and so is the value if the
 * label has a closed domain.
 */
public final class Condition {
  private final Matcher matcher;
  private final List<String> literals;

  private Condition(Matcher matcher, List<String> literals) {
    this.matcher = matcher;
    this.literals = literals;
  }

  /** The label that a condition is about. */
  public static Label label(String name) {
    return new Label(name);
  }

  /**
   * The label that a condition is about.
   *
   * @param name its name
   */
  public record Label(String name) {
    public Label {
      Names.distinct("label", List.of(name));
    }

    /** The label has this value; the empty text stands for no label. */
    public Condition is(String value) {
      return literal(MatchType.EQUAL, value);
    }

    public Condition isNot(String value) {
      return literal(MatchType.NOT_EQUAL, value);
    }

    /** The label has one of these values, of which there must be one at least. */
    public Condition isOneOf(String... values) {
      return isOneOf(Arrays.asList(values));
    }

    /** The label has one of these values, of which there must be one at least. */
    public Condition isOneOf(Collection<String> values) {
      return oneOf(MatchType.REGEX, values);
    }

    /** The label has none of these values, of which there must be one at least. */
    public Condition isNoneOf(String... values) {
      return oneOf(MatchType.NOT_REGEX, Arrays.asList(values));
    }

    /** The label's value begins with these characters. */
    public Condition startsWith(String text) {
      return regex(MatchType.REGEX, Regexes.startingWith(Names.text(name, text)));
    }

    /** The label's whole value matches a regular expression in RE2's syntax. */
    public Condition matches(String expression) {
      return regex(MatchType.REGEX, expression);
    }

    public Condition doesNotMatch(String expression) {
      return regex(MatchType.NOT_REGEX, expression);
    }

    private Condition literal(MatchType type, String value) {
      return new Condition(
          new Matcher(type, name, Names.text("label " + name, value)), List.of(value));
    }

    private Condition oneOf(MatchType type, Collection<String> values) {
      if (values.isEmpty()) {
        throw new BuildException("label " + name + ": no values (expected: at least one)");
      }
      values.forEach(value -> Names.text("label " + name, value));
      String expression = Regexes.anyOf(values);
      Regexes.check("label " + name, expression);
      return new Condition(new Matcher(type, name, expression), List.copyOf(values));
    }

    private Condition regex(MatchType type, String expression) {
      Regexes.check("label " + name, expression);
      return new Condition(new Matcher(type, name, expression), List.of());
    }
  }

  Matcher matcher() {
    return matcher;
  }

  /** Complains about values that the domain does not have. */
  void check(LabelDomain.Closed domain) {
    for (String literal : literals) {
      if (!literal.isEmpty() && !domain.values().contains(literal)) {
        throw new BuildException(
            "label %s: %s (expected: one of %s)"
                .formatted(
                    matcher.name(), StringText.quote(literal), String.join(", ", domain.values())));
      }
    }
    if (literals.isEmpty() && !matchesAny(domain)) {
      throw new BuildException(
          "label %s: %s matches none of its values (expected: one of %s)"
              .formatted(
                  matcher.name(),
                  StringText.quote(matcher.value()),
                  String.join(", ", domain.values())));
    }
  }

  private boolean matchesAny(LabelDomain.Closed domain) {
    var pattern = Regexes.check("label " + matcher.name(), matcher.value());
    return domain.values().stream().anyMatch(value -> pattern.matcher(value).find());
  }
}
