package lampas.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with a configuration, so that all of it can be said at once. */
final class Problems {
  private final String origin;
  private final List<String> problems = new ArrayList<>();

  Problems(String origin) {
    this.origin = origin;
  }

  void add(Node node, String message) {
    add(node.getStartMark(), message);
  }

  void add(Optional<Mark> mark, String message) {
    problems.add(
        mark.map(at -> origin + ":" + (at.getLine() + 1) + ":" + (at.getColumn() + 1))
                .orElse(origin)
            + ": "
            + message);
  }

  /** Adds a problem that is not in the file. */
  void addElsewhere(String message) {
    problems.add(message);
  }

  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }
}
