package lampas.promql.syntax;

import java.util.Optional;

/** What a regular expression may be at most, so that compiling it takes neither time nor stack. */
public final class RegexLimits {
  /* RE2/J compiles recursively: so deep it gets on any thread's stack. Go's library takes 1,000. */
  private static final int MAXIMUM_NESTING = 200;

  /* About a second of compiling. */
  private static final int MAXIMUM_SIZE = 1_000_000;

  private RegexLimits() {}

  /** What is too much about an expression, in the words of Go's library; empty if nothing. */
  public static Optional<String> exceededBy(String expression) {
    RegexScan scan = RegexScan.of(expression);
    if (scan.nesting() > MAXIMUM_NESTING) {
      return Optional.of("expression nests too deeply");
    }
    if (scan.size() > MAXIMUM_SIZE) {
      return Optional.of("expression too large");
    }
    return Optional.empty();
  }
}
