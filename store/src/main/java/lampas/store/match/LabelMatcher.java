package lampas.store.match;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import lampas.model.label.Matcher;

/** A {@link Matcher} compiled for testing many values. Immutable. */
public final class LabelMatcher {
  private final String name;
  private final ValueTest test;
  private final boolean negated;
  private final boolean emptyPassesTest;

  private LabelMatcher(Matcher matcher) {
    this.name = matcher.name();
    this.test =
        matcher.type().isRegex()
            ? RegexTest.of(matcher)
            : new ValueTest.Literals(Set.of(matcher.value()));
    this.negated = matcher.type().isNegated();
    this.emptyPassesTest = test.passes("");
  }

  /**
   * Compiles a matcher.
   *
   * @throws lampas.store.error.StoreException USER if its regular expression is illegal
   */
  public static LabelMatcher of(Matcher matcher) {
    return new LabelMatcher(matcher);
  }

  /**
   * Compiles matchers.
   *
   * @throws lampas.store.error.StoreException USER if a regular expression is illegal
   */
  public static List<LabelMatcher> of(List<Matcher> matchers) {
    return matchers.stream().map(LabelMatcher::new).toList();
  }

  /** The label's name. */
  public String name() {
    return name;
  }

  /** Whether it holds for a value; an absent label is the empty text. */
  public boolean matches(String value) {
    return test.passes(value) != negated;
  }

  /** Whether it holds for a series without the label. */
  public boolean matchesAbsent() {
    return emptyPassesTest != negated;
  }

  /** Whether it answers otherwise for this value than for an absent label. */
  public boolean tellsFromAbsent(String value) {
    return test.passes(value) != emptyPassesTest;
  }

  /**
   * All values that it tells from an absent label, where they can be listed; empty if only {@link
   * #tellsFromAbsent} can say.
   */
  public Optional<Set<String>> valuesToldFromAbsent() {
    return !emptyPassesTest && test instanceof ValueTest.Literals(Set<String> values)
        ? Optional.of(values)
        : Optional.empty();
  }
}
