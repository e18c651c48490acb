package lampas.server.demo;

import java.util.List;

/**
 * How the demo ended.
 *
 * @param table what each station says of each series
 * @param differences the rows that do not agree, a line each
 * @param checks everything that has to hold
 */
public record Verdict(String table, String differences, List<Check> checks) {
  public Verdict {
    checks = List.copyOf(checks);
  }

  /**
   * Something that has to hold.
   *
   * @param what the claim
   * @param detail what was found
   */
  public record Check(String what, boolean holds, String detail) {
    @Override
    public String toString() {
      return (holds ? "  ok      " : "  FAILED  ")
          + what
          + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
  }

  /** Whether everything holds. */
  public boolean holds() {
    return checks.stream().allMatch(Check::holds);
  }
}
