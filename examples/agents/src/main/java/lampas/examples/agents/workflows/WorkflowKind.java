package lampas.examples.agents.workflows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import lampas.model.error.NearestName;
import tools.jackson.databind.JsonNode;

/** A workflow that clients can ask for, and what it takes. */
@SuppressWarnings("ImmutableEnumChecker") // The list is one of List.of.
public enum WorkflowKind {
  /** Three steps, one after the other. */
  REPORT(Field.text("topic", 200)),
  /** Three steps at once, whose results are put together. */
  RESEARCH(Field.text("topic", 200)),
  /** Fails for every number that ends in 9, so one in ten. */
  FLAKY(Field.number("number", 1_000_000_000)),
  /** Takes as long as it is told to, and not longer than its limit of a second. */
  SLOW(Field.number("millis", 600_000)),
  /** Asks a language model, or rather one that is not there but counts tokens and costs money. */
  CHAT(
      Field.text("model", 100),
      Field.text("prompt", 10_000),
      Field.number("answerTokens", 100_000)),
  /** Looks something up, and remembers it. */
  LOOKUP(Field.text("key", 100)),
  /** Its infrastructure always fails, so it ends as a dead letter. */
  BROKEN;

  private final List<Field> fields;

  WorkflowKind(Field... fields) {
    this.fields = List.of(fields);
  }

  /** The name in requests and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public List<Field> fields() {
    return fields;
  }

  /** The workflow of a name. */
  public static Optional<WorkflowKind> named(String name) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(name)).findFirst();
  }

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(WorkflowKind::label).toList();
  }

  /** Everything that is wrong with an input; empty if nothing is. */
  public List<String> problems(JsonNode input) {
    List<String> problems = new ArrayList<>();
    fields.forEach(field -> field.problem(input).ifPresent(problems::add));
    List<String> known = fields.stream().map(Field::name).toList();
    input.propertyNames().stream()
        .filter(Predicate.not(known::contains))
        .forEach(name -> problems.add("input." + name + ": unknown (" + hint(name, known) + ")"));
    return problems;
  }

  private static String hint(String name, List<String> known) {
    return NearestName.of(name, known)
        .map(nearest -> "did you mean " + nearest + "?")
        .orElse(known.isEmpty() ? "expected: no fields" : "expected: " + String.join(", ", known));
  }
}
