package lampas.metrics.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collects what is wrong with a file, so that all of it can be said at once. */
final class Problems {
  private record Problem(int line, int column, String message) {}

  private final String origin;
  private final List<Problem> problems = new ArrayList<>();

  Problems(String origin) {
    this.origin = origin;
  }

  /** Adds a problem at a place, or of the file as a whole. */
  void add(Optional<Mark> where, String message) {
    int line = where.map(mark -> mark.getLine() + 1).orElse(0);
    int column = where.map(mark -> mark.getColumn() + 1).orElse(0);
    problems.add(new Problem(line, column, message));
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** All problems in the order of the file, those of the file as a whole first. */
  List<String> list() {
    return problems.stream()
        .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
        .map(problem ->
            origin
                + (problem.line == 0 ? "" : ":" + problem.line + ":" + problem.column)
                + ": "
                + problem.message)
        .distinct()
        .toList();
  }
}
