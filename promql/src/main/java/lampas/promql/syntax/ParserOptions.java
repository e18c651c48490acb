package lampas.promql.syntax;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import lampas.promql.Dialect;

/**
 * What {@link Parser} accepts.
 *
 * @param dialect whose grammar and functions; Prometheus 3 by default
 * @param experiments the experimental parts of the language that are allowed; Prometheus 2 has none
 *     of them
 * @param maximumLength the longest text in characters
 * @param maximumDepth how deeply the tree may nest, and a chain such as {@code a + b + c} nests
 *     too; 250 levels can be parsed, compared and printed on a stack of 512 KB
 */
public record ParserOptions(
    Dialect dialect, Set<Experiment> experiments, int maximumLength, int maximumDepth) {
  private static final ParserOptions DEFAULTS =
      new ParserOptions(Dialect.PROMETHEUS_3, EnumSet.allOf(Experiment.class), 1_000_000, 250);

  public ParserOptions {
    Objects.requireNonNull(dialect, "dialect");
    experiments = Set.copyOf(experiments);
    if (maximumLength < 1 || maximumDepth < 1) {
      throw new IllegalArgumentException(
          "parser limits: length %d, depth %d (expected: at least 1)"
              .formatted(maximumLength, maximumDepth));
    }
  }

  /** Prometheus 3 with all experiments, a million characters and 250 levels. */
  public static ParserOptions defaults() {
    return DEFAULTS;
  }

  /** These options for another dialect. */
  public ParserOptions withDialect(Dialect spoken) {
    return new ParserOptions(spoken, experiments, maximumLength, maximumDepth);
  }

  /** These options with other experiments allowed. */
  public ParserOptions withExperiments(Set<Experiment> allowed) {
    return new ParserOptions(dialect, allowed, maximumLength, maximumDepth);
  }

  /** These options with another maximum length. */
  public ParserOptions withMaximumLength(int characters) {
    return new ParserOptions(dialect, experiments, characters, maximumDepth);
  }

  /** These options with another maximum depth. */
  public ParserOptions withMaximumDepth(int levels) {
    return new ParserOptions(dialect, experiments, maximumLength, levels);
  }
}
