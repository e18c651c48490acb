package lampas.workflow.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with one document, each with its place. */
final class Problems {
  private record Problem(Json.Place place, String message) {}

  private final String document;
  private final List<Problem> problems = new ArrayList<>();

  Problems(String document) {
    this.document = document;
  }

  void add(Json.Place place, String message) {
    problems.add(new Problem(place, message));
  }

  void add(Json.Place place, String path, String value, String expected) {
    add(place, "%s: %s (expected: %s)".formatted(path.isEmpty() ? "table" : path, value, expected));
  }

  /** Throws all of them, in the order of the document, if there are any. */
  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new PriceTableException(
          problems.stream()
              .sorted(
                  Comparator.<Problem>comparingInt(problem -> problem.place.line())
                      .thenComparingInt(problem -> problem.place.column()))
              .map(problem -> document + ":" + problem.place + ": " + problem.message)
              .toList());
    }
  }
}
