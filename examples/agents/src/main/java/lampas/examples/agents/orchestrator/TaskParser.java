package lampas.examples.agents.orchestrator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lampas.examples.agents.task.TaskRequest;
import lampas.examples.agents.workflows.WorkflowKind;
import lampas.model.error.NearestName;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body of {@code POST /tasks}: {@code {"workflow": "...", "input": {...}}}. */
final class TaskParser {
  private static final int DEEPEST = 16;
  private static final int LONGEST_KEY = 200;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private TaskParser() {}

  /**
   * What a request asks for.
   *
   * @throws RequestProblems with everything that is wrong
   */
  static TaskRequest parse(byte[] body, @Nullable String idempotencyKey) {
    List<String> problems = new ArrayList<>();
    Optional<String> key = Optional.ofNullable(idempotencyKey);
    key.filter(given -> !isKey(given))
        .ifPresent(given ->
            problems.add(
                "Idempotency-Key: %d characters (expected: 1 to %d printable ones of ASCII)"
                    .formatted(given.length(), LONGEST_KEY)));
    JsonNode root = read(body, problems);
    String workflow = "";
    String input = "{}";
    if (root != null) {
      root.propertyNames().stream()
          .filter(name -> !name.equals("workflow") && !name.equals("input"))
          .forEach(name -> problems.add(name + ": unknown (expected: workflow, input)"));
      Optional<WorkflowKind> kind = workflow(root.get("workflow"), problems);
      JsonNode given = root.has("input") ? root.get("input") : JSON.createObjectNode();
      if (!given.isObject()) {
        problems.add("input: " + typeOf(given) + " (expected: an object)");
      } else {
        kind.ifPresent(known -> problems.addAll(known.problems(given)));
      }
      workflow = kind.map(WorkflowKind::label).orElse("");
      input = given.toString();
    }
    if (!problems.isEmpty()) {
      throw new RequestProblems(problems);
    }
    return new TaskRequest(workflow, input, key);
  }

  private static @Nullable JsonNode read(byte[] body, List<String> problems) {
    try {
      JsonNode root = JSON.readTree(body);
      if (root.isObject()) {
        return root;
      }
      problems.add("body: " + typeOf(root) + " (expected: a JSON object)");
    } catch (JacksonException malformed) {
      var at = malformed.getLocation();
      String where =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      problems.add("body: not readable" + where + " (expected: a JSON object)");
    }
    return null;
  }

  private static Optional<WorkflowKind> workflow(@Nullable JsonNode node, List<String> problems) {
    List<String> names = WorkflowKind.names();
    String expected = "expected one of: " + String.join(", ", names);
    if (node == null || !node.isString()) {
      problems.add(
          "workflow: " + (node == null ? "missing" : typeOf(node)) + " (" + expected + ")");
      return Optional.empty();
    }
    String name = node.stringValue();
    Optional<WorkflowKind> kind = WorkflowKind.named(name);
    if (kind.isEmpty()) {
      String shown = name.length() <= 60 ? name : name.substring(0, 57) + "...";
      String hint =
          NearestName.of(shown, names)
              .map(nearest -> "did you mean " + nearest + "?")
              .orElse(expected);
      problems.add("workflow: \"" + shown + "\" (" + hint + ")");
    }
    return kind;
  }

  private static String typeOf(JsonNode node) {
    return node.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private static boolean isKey(String key) {
    return !key.isEmpty()
        && key.length() <= LONGEST_KEY
        && key.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }
}
