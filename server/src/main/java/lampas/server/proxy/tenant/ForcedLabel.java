package lampas.server.proxy.tenant;

import com.google.re2j.Pattern;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lampas.model.label.LabelNames;
import lampas.model.label.MatchType;
import lampas.model.label.Matcher;

/**
 * A label that every series of a tenant has, with one of a closed list of values.
 *
 * @param name the label's name
 * @param values its values, none of them empty; one makes an {@code =} matcher, more make {@code
 *     =~} of exactly these
 */
public record ForcedLabel(String name, Set<String> values) {
  public ForcedLabel {
    values = Collections.unmodifiableSet(new TreeSet<>(values));
    if (!LabelNames.isLegacyLabelName(name) || name.startsWith("__")) {
      throw new IllegalArgumentException(
          "matcher: label \"" + name + "\" (expected: a name such as tenant, not one of __…)");
    }
    if (values.isEmpty() || values.contains("")) {
      throw new IllegalArgumentException(
          "matcher: " + name + " without a value (expected: values that are not empty)");
    }
  }

  /** A label with one value. */
  public static ForcedLabel of(String name, String value) {
    return new ForcedLabel(name, Set.of(value));
  }

  /** The condition that goes into each selector. */
  public Matcher matcher() {
    return values.size() == 1
        ? Matcher.equal(name, values.iterator().next())
        : Matcher.regex(name, values.stream().map(Pattern::quote).collect(Collectors.joining("|")));
  }

  /** Whether series that the matchers find have this label with one of the values. */
  public boolean isImpliedBy(Collection<Matcher> matchers) {
    return matchers.stream()
        .filter(matcher -> matcher.name().equals(name))
        .anyMatch(matcher ->
            switch (matcher.type()) {
              case EQUAL -> values.contains(matcher.value());
              case REGEX -> values.containsAll(alternatives(matcher.value()));
              case NOT_EQUAL, NOT_REGEX -> false;
            });
  }

  /* Only plain words between bars: what else an expression may mean is not looked into. */
  private List<String> alternatives(String expression) {
    if (expression.equals(matcher().value()) && matcher().type() == MatchType.REGEX) {
      return List.copyOf(values);
    }
    List<String> words = List.of(expression.split("\\|", -1));
    return words.stream().allMatch(word -> Pattern.quote(word).equals(word)) ? words : List.of("");
  }
}
