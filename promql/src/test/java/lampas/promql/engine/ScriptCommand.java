package lampas.promql.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** A command of an upstream script. */
sealed interface ScriptCommand {
  /** Forgets all series. */
  record Clear() implements ScriptCommand {}

  /**
   * Adds series, one sample a step from time 0.
   *
   * @param asNativeHistogramsToo whether classic histograms are stored as native ones as well
   */
  record Load(long stepMillis, List<SeriesNotation> series, boolean asNativeHistogramsToo)
      implements ScriptCommand {}

  /**
   * Evaluates an expression and says what must come out.
   *
   * @param step 0 for an instant evaluation
   * @param matrix the times of a range vector that an instant evaluation must give
   * @param skipped why the evaluation is not for this engine yet
   */
  record Eval(
      int line,
      String expression,
      long start,
      long end,
      long step,
      Optional<long[]> matrix,
      List<Expectation> expectations,
      Optional<String> text,
      OptionalDouble scalar,
      List<SeriesNotation> series,
      Optional<String> skipped)
      implements ScriptCommand {
    boolean isInstant() {
      return step == 0;
    }

    boolean fails() {
      return expects(Kind.FAIL);
    }

    boolean expects(Kind kind) {
      return expectations.stream().anyMatch(expectation -> expectation.kind == kind);
    }
  }

  /** What an {@code expect} line is about. */
  enum Kind {
    ORDERED,
    FAIL,
    WARN,
    NO_WARN,
    INFO,
    NO_INFO
  }

  /** What a message must be. */
  record Expectation(Kind kind, Predicate<String> message, String said) {}
}
