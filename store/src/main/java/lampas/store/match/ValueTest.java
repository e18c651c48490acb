package lampas.store.match;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Set;

/** A condition on a text. */
sealed interface ValueTest {
  boolean passes(String value);

  /** The text is one of these. */
  record Literals(Set<String> values) implements ValueTest {
    @Override
    public boolean passes(String value) {
      return values.contains(value);
    }
  }

  /** The text is as one of these wildcards says. */
  record Wildcards(List<Wildcard> alternatives) implements ValueTest {
    @Override
    public boolean passes(String value) {
      for (Wildcard alternative : alternatives) {
        if (alternative.matches(value)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The whole text is as an expression says. */
  record Regex(Pattern pattern) implements ValueTest {
    @Override
    public boolean passes(String value) {
      return pattern.matches(value);
    }
  }
}
