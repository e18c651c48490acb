package lampas.workflow.cost;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;

/**
 * How calls of language models are charged and measured.
 *
 * @param namespace what stands in front of the names of metrics, before an underscore; empty for
 *     nothing
 * @param job the value of a label {@code job} on all of them; without it there is no such label
 * @param prices what tokens cost
 * @param budget what may be spent; without it there are no metrics of it
 * @param maximumModels how many models have series; more share one
 * @param clock tells which price holds, and which period it is
 */
public record LlmCostOptions(
    String namespace,
    Optional<String> job,
    PriceTable prices,
    Optional<LlmBudget> budget,
    int maximumModels,
    Clock clock) {
  /**
   * Checks the options.
   *
   * @throws WorkflowException USER if one of them is wrong
   */
  public LlmCostOptions {
    require(
        namespace.matches("|[a-zA-Z_][a-zA-Z0-9_]*"),
        "namespace: \"" + namespace + "\" (expected: letters, digits and underscores, or nothing)");
    require(job.isEmpty() || !job.get().isBlank(), "job: blank (expected: a name, or none)");
    Objects.requireNonNull(prices, "prices");
    require(maximumModels > 0, "maximum models: " + maximumModels + " (expected: > 0)");
    Objects.requireNonNull(clock, "clock");
  }

  /** {@code tta}, no job, the built-in prices, no budget, 100 models, the system's clock. */
  public static LlmCostOptions standard() {
    return new LlmCostOptions(
        "tta", Optional.empty(), PriceTable.builtIn(), Optional.empty(), 100, Clock.systemUTC());
  }

  public LlmCostOptions withNamespace(String namespace) {
    return new LlmCostOptions(namespace, job, prices, budget, maximumModels, clock);
  }

  /** Puts a label {@code job} on all metrics, behind the others. */
  public LlmCostOptions withJob(String job) {
    return new LlmCostOptions(namespace, Optional.of(job), prices, budget, maximumModels, clock);
  }

  /** With these prices only; for yours before the built-in ones: {@code yours.over(builtIn())}. */
  public LlmCostOptions withPrices(PriceTable prices) {
    return new LlmCostOptions(namespace, job, prices, budget, maximumModels, clock);
  }

  public LlmCostOptions withBudget(LlmBudget budget) {
    return new LlmCostOptions(namespace, job, prices, Optional.of(budget), maximumModels, clock);
  }

  public LlmCostOptions withMaximumModels(int maximumModels) {
    return new LlmCostOptions(namespace, job, prices, budget, maximumModels, clock);
  }

  public LlmCostOptions withClock(Clock clock) {
    return new LlmCostOptions(namespace, job, prices, budget, maximumModels, clock);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new WorkflowException(ErrorKind.USER, "LLM costs " + message);
    }
  }
}
