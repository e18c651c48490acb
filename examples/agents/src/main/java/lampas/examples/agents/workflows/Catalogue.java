package lampas.examples.agents.workflows;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lampas.examples.agents.workers.InfrastructureFailure;
import lampas.workflow.Parallel;
import lampas.workflow.Primitive;
import lampas.workflow.Workflow;
import lampas.workflow.cost.LlmCosts;
import lampas.workflow.cost.LlmUsage;
import lampas.workflow.policy.CacheLimits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What each kind of workflow does, composed of primitives. */
final class Catalogue {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration STEP = Duration.ofMillis(2);
  private static final Duration MODEL = Duration.ofMillis(5);
  private static final Duration SLOW_LIMIT = Duration.ofSeconds(1);
  private static final CacheLimits KEPT =
      CacheLimits.keeping(Duration.ofHours(1)).withMaximumEntries(100_000);

  private final LlmCosts costs;
  private final PretendedModel model = new PretendedModel(MODEL);

  private Catalogue(LlmCosts costs) {
    this.costs = costs;
  }

  /**
   * A workflow of each kind.
   *
   * @param costs counts what models use
   * @param limit how long one may take in all
   */
  static Map<WorkflowKind, Workflow<JsonNode, JsonNode>> create(LlmCosts costs, Duration limit) {
    Catalogue catalogue = new Catalogue(costs);
    Map<WorkflowKind, Workflow<JsonNode, JsonNode>> all = new EnumMap<>(WorkflowKind.class);
    for (WorkflowKind kind : WorkflowKind.values()) {
      Primitive<JsonNode, JsonNode> body = catalogue.body(kind);
      all.put(
          kind, Workflow.named(kind.label(), body.within(limit).named(kind.label() + "_limit")));
    }
    return all;
  }

  private Primitive<JsonNode, JsonNode> body(WorkflowKind kind) {
    return switch (kind) {
      case REPORT -> report();
      case RESEARCH -> research();
      case FLAKY -> flaky();
      case SLOW -> slow();
      case CHAT -> chat();
      case LOOKUP -> lookup();
      case BROKEN -> broken();
    };
  }

  private static Primitive<JsonNode, JsonNode> report() {
    return Primitive.<JsonNode, String>of("outline", (input, context) -> step(topic(input)))
        .then(Primitive.<String, String>of("draft", (outline, context) -> step("on " + outline)))
        .then(
            Primitive.<String, JsonNode>of(
                "edit", (draft, context) -> object("report", step("a report " + draft))))
        .named("report_steps");
  }

  private static Primitive<JsonNode, JsonNode> research() {
    List<Primitive<JsonNode, String>> sources =
        List.of(
            Primitive.of("papers", (input, context) -> step("papers on " + topic(input))),
            Primitive.of("news", (input, context) -> step("news on " + topic(input))),
            Primitive.of("notes", (input, context) -> step("notes on " + topic(input))));
    return Parallel.<JsonNode, String, JsonNode>combining(
            sources, found -> object("found", String.join("; ", found)))
        .named("sources");
  }

  private static Primitive<JsonNode, JsonNode> flaky() {
    return Primitive.of(
        "tool",
        (input, context) -> {
          int number = input.get("number").intValue();
          if (number % 10 == 9) {
            throw new ToolException("number " + number + ": refused (expected: not to end in 9)");
          }
          return object("number", step(String.valueOf(number)));
        });
  }

  private static Primitive<JsonNode, JsonNode> slow() {
    return Primitive.<JsonNode, JsonNode>of(
            "wait",
            (input, context) -> {
              Thread.sleep(input.get("millis").intValue());
              return object("waited", input.get("millis").asString());
            })
        .within(SLOW_LIMIT)
        .named("wait_limit");
  }

  private Primitive<JsonNode, JsonNode> chat() {
    return Primitive.of(
        "ask_model",
        (input, context) -> {
          PretendedModel.Reply reply =
              model.ask(input.get("prompt").stringValue(), input.get("answerTokens").intValue());
          costs.record(
              LlmUsage.of(PretendedModel.PROVIDER, input.get("model").stringValue())
                  .withInput(reply.inputTokens())
                  .withOutput(reply.outputTokens()));
          return JSON.createObjectNode()
              .put("answer", reply.text())
              .put("inputTokens", reply.inputTokens())
              .put("outputTokens", reply.outputTokens());
        });
  }

  private static Primitive<JsonNode, JsonNode> lookup() {
    return Primitive.<JsonNode, String>of("key", (input, context) -> input.get("key").stringValue())
        .then(
            Primitive.<String, String>of("fetch", (key, context) -> step("value of " + key))
                .cached(KEPT)
                .named("values"))
        .then(Primitive.<String, JsonNode>of("answer", (value, context) -> object("value", value)))
        .named("lookup_steps");
  }

  private static Primitive<JsonNode, JsonNode> broken() {
    return Primitive.of(
        "unreachable_tool",
        (input, context) -> {
          throw new InfrastructureFailure("the tool's host cannot be reached", null);
        });
  }

  private static String topic(JsonNode input) {
    return input.get("topic").stringValue();
  }

  private static String step(String result) throws InterruptedException {
    Thread.sleep(STEP);
    return result;
  }

  private static ObjectNode object(String name, String value) {
    return JSON.createObjectNode().put(name, value);
  }
}
