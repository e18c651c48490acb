package lampas.promql.script;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Locale;

/** What an {@code expect} line of an evaluation says about its error, its remarks or its order. */
public record Expectation(Kind kind, Message message) {
  /** What an expectation is about. */
  public enum Kind {
    /** The vector is in this order. */
    ORDERED,
    /** The query fails. */
    FAIL,
    /** There is a warning. */
    WARN,
    /** There is no warning. */
    NO_WARN,
    /** There is an info. */
    INFO,
    /** There is no info. */
    NO_INFO;

    static Kind of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  /** What the text of an error or remark must be. */
  public sealed interface Message {
    boolean matches(String text);
  }

  /** Any text will do. */
  public record Anything() implements Message {
    @Override
    public boolean matches(String text) {
      return true;
    }

    @Override
    public String toString() {
      return "any message";
    }
  }

  /** This text and no other. */
  public record Exactly(String text) implements Message {
    @Override
    public boolean matches(String actual) {
      return actual.equals(text);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A text in which the regular expression (RE2) is found. */
  public record Matching(Pattern pattern) implements Message {
    static Matching of(String expression) {
      try {
        return new Matching(Pattern.compile(expression));
      } catch (PatternSyntaxException error) {
        throw new ScriptException(
            "regex: \"" + expression + "\" (expected: an RE2 expression): " + error.getMessage());
      }
    }

    @Override
    public boolean matches(String actual) {
      return pattern.matcher(actual).find();
    }

    @Override
    public String toString() {
      return "a match of " + pattern;
    }
  }
}
