package lampas.server.proxy;

import java.nio.file.Path;

/**
 * Where one line of JSON a request goes.
 *
 * @param target the log
 * @param expressionLength how many characters of an expression are written; default 1,000
 */
public record AuditSettings(Target target, int expressionLength) {
  /** A place for lines. */
  public sealed interface Target {
    /** No log. */
    record None() implements Target {}

    /** The standard output. */
    record StandardOutput() implements Target {}

    /** A file that is appended to, and opened anew when it has been moved away. */
    record File(Path path) implements Target {}
  }

  public AuditSettings {
    if (expressionLength < 0) {
      throw new IllegalArgumentException(
          "expression length: " + expressionLength + " (expected: 0 or more)");
    }
  }

  public static AuditSettings none() {
    return new AuditSettings(new Target.None(), 1000);
  }
}
