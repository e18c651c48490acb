package lampas.client.template.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lampas.client.template.TemplateException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with a file, so that all of it can be said at once, in its order. */
final class FileProblems {
  private record Problem(int line, int column, String message) {}

  private final String origin;
  private final List<Problem> problems = new ArrayList<>();

  FileProblems(String origin) {
    this.origin = origin;
  }

  void add(Node node, String message) {
    add(node.getStartMark(), message);
  }

  void add(Optional<Mark> place, String message) {
    problems.add(
        new Problem(
            place.map(mark -> mark.getLine() + 1).orElse(1),
            place.map(mark -> mark.getColumn() + 1).orElse(1),
            message));
  }

  void throwIfAny() {
    if (problems.isEmpty()) {
      return;
    }
    problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    throw TemplateException.of(
        problems.stream()
            .map(one -> origin + ":" + one.line + ":" + one.column + ": " + one.message)
            .toList());
  }
}
