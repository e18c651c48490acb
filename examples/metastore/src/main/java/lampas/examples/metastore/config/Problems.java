package lampas.examples.metastore.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with a configuration, so that all of it can be said at once. */
final class Problems {
  private record Problem(int line, int column, String message) {}

  private final String origin;
  private final List<Problem> inFile = new ArrayList<>();
  private final List<String> elsewhere = new ArrayList<>();

  Problems(String origin) {
    this.origin = origin;
  }

  void add(Node node, String message) {
    add(node.getStartMark(), message);
  }

  void add(Optional<Mark> mark, String message) {
    mark.ifPresentOrElse(
        at -> inFile.add(new Problem(at.getLine() + 1, at.getColumn() + 1, message)),
        () -> addElsewhere(origin + ": " + message));
  }

  /** Adds a problem that is not at a place in the file. */
  void addElsewhere(String message) {
    elsewhere.add(message);
  }

  /** Throws all problems, those in the file first, in its order. */
  void throwIfAny() {
    inFile.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    List<String> all = new ArrayList<>();
    for (Problem problem : inFile) {
      all.add(origin + ":" + problem.line + ":" + problem.column + ": " + problem.message);
    }
    all.addAll(elsewhere);
    if (!all.isEmpty()) {
      throw new ConfigurationException(all);
    }
  }
}
