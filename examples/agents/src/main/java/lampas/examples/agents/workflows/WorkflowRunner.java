package lampas.examples.agents.workflows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import lampas.examples.agents.queue.Delivery;
import lampas.examples.agents.task.Outcome;
import lampas.examples.agents.task.TaskStatus;
import lampas.examples.agents.workers.InfrastructureFailure;
import lampas.examples.agents.workers.TaskRunner;
import lampas.metrics.Registry;
import lampas.model.error.LampasException;
import lampas.workflow.Workflow;
import lampas.workflow.Workflows;
import lampas.workflow.cost.LlmCostOptions;
import lampas.workflow.cost.LlmCosts;
import lampas.workflow.cost.PriceTable;
import lampas.workflow.outcome.ExecutionStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs tasks as workflows, which measure themselves. Thread-safe. */
public final class WorkflowRunner implements TaskRunner {
  private static final Logger LOGGER = Logger.getLogger(WorkflowRunner.class.getName());
  private static final String PRICES = "prices.json";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Workflows runtime;
  private final Map<WorkflowKind, Workflow<JsonNode, JsonNode>> workflows;

  private WorkflowRunner(
      Workflows runtime, Map<WorkflowKind, Workflow<JsonNode, JsonNode>> workflows) {
    this.runtime = runtime;
    this.workflows = workflows;
  }

  /**
   * A runner, whose workflows have their series in a registry from now on.
   *
   * @param limit how long a task may take
   */
  public static WorkflowRunner create(Registry registry, Duration limit) {
    Workflows runtime = Workflows.create(registry);
    Map<WorkflowKind, Workflow<JsonNode, JsonNode>> workflows =
        Catalogue.create(costs(registry), limit);
    workflows.values().forEach(runtime::expect);
    return new WorkflowRunner(runtime, workflows);
  }

  private static LlmCosts costs(Registry registry) {
    try (InputStream in = WorkflowRunner.class.getResourceAsStream(PRICES)) {
      if (in == null) {
        throw new IllegalStateException(PRICES + ": not on the class path");
      }
      PriceTable prices = PriceTable.read(PRICES, in).over(PriceTable.builtIn());
      LlmCosts costs = LlmCosts.create(registry, LlmCostOptions.standard().withPrices(prices));
      prices.prices().stream()
          .filter(price -> price.provider().equals(PretendedModel.PROVIDER))
          .forEach(price -> costs.expect(price.provider(), price.model()));
      return costs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Outcome run(Delivery delivery) throws InterruptedException {
    Workflow<JsonNode, JsonNode> workflow =
        WorkflowKind.named(delivery.workflow())
            .map(workflows::get)
            .orElseThrow(
                () -> new InfrastructureFailure("this worker does not know the workflow", null));
    JsonNode input = input(delivery);
    try {
      JsonNode result =
          workflow.execute(input, runtime.context().withCorrelationId(delivery.task()));
      return new Outcome(TaskStatus.SUCCESS, result.toString());
    } catch (InfrastructureFailure | InterruptedException passedOn) {
      throw passedOn;
    } catch (Exception failed) {
      return failed(delivery, failed);
    }
  }

  private static JsonNode input(Delivery delivery) {
    try {
      return JSON.readTree(delivery.input());
    } catch (JacksonException poison) {
      throw new InfrastructureFailure("the input cannot be read", poison);
    }
  }

  /* What a workflow says itself is for its client to read, what a defect says is not. */
  private static Outcome failed(Delivery delivery, Exception failure) throws InterruptedException {
    return switch (ExecutionStatus.of(failure)) {
      case CANCELLED -> throw new InterruptedException("cancelled: " + failure.getMessage());
      case TIMEOUT -> new Outcome(TaskStatus.TIMEOUT, "took longer than it may");
      case SUCCESS -> throw new IllegalStateException("a failure that is none", failure);
      case FAILURE -> {
        if (failure instanceof LampasException told) {
          yield new Outcome(TaskStatus.FAILURE, told.getMessage());
        }
        LOGGER.log(Level.WARNING, "task " + delivery.task() + ": its workflow failed", failure);
        yield new Outcome(TaskStatus.FAILURE, "the workflow failed (the workers' log says why)");
      }
    };
  }
}
