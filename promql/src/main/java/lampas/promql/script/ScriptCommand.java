package lampas.promql.script;

import java.time.Duration;
import java.util.List;

/** One command of a script; see {@code docs/promql-scripts.md} for the language. */
public sealed interface ScriptCommand {
  /** The line of the script that the command begins on, from 1. */
  int line();

  /** {@code clear}: forgets all series. */
  record Clear(int line) implements ScriptCommand {}

  /** {@code load 1m}: adds series, one point a step from time 0. */
  record Load(int line, Duration step, List<LoadedSeries> series, Conversion conversion)
      implements ScriptCommand {
    public Load {
      series = List.copyOf(series);
    }
  }

  /** What is loaded besides the series themselves. */
  enum Conversion {
    /** Nothing: {@code load}. */
    NONE,
    /** Classic histograms as native ones with custom buckets too: {@code load_with_nhcb}. */
    CLASSIC_TO_NATIVE
  }

  /**
   * A series to load.
   *
   * @param line its line in the script
   * @param starts when each point began to count, relative to its own time; empty if no {@code @st}
   *     line says so
   */
  record LoadedSeries(int line, SeriesNotation series, List<StartOffset> starts) {
    public LoadedSeries {
      starts = List.copyOf(starts);
    }
  }

  /** {@code eval}: asks a query and says what must come out. */
  record Evaluation(
      int line, String query, QueryTime time, List<Expectation> expectations, ExpectedResult result)
      implements ScriptCommand {
    public Evaluation {
      expectations = List.copyOf(expectations);
    }

    /** Whether there is an expectation of a kind. */
    boolean expects(Expectation.Kind kind) {
      return expectations.stream().anyMatch(expectation -> expectation.kind() == kind);
    }
  }
}
