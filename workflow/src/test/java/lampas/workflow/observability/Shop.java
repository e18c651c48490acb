package lampas.workflow.observability;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import lampas.metrics.Registry;
import lampas.workflow.Primitive;
import lampas.workflow.Workflow;
import lampas.workflow.Workflows;
import lampas.workflow.cost.LlmBudget;
import lampas.workflow.cost.LlmCostOptions;
import lampas.workflow.cost.LlmCosts;
import lampas.workflow.cost.LlmUsage;
import lampas.workflow.cost.Price;
import lampas.workflow.cost.PriceTable;
import lampas.workflow.outcome.ExecutionStatus;
import lampas.workflow.policy.CacheLimits;

/** A program that executes workflows and calls language models, into one registry. */
final class Shop {
  private final Workflows workflows;
  private final LlmCosts costs;
  private final Workflow<Integer, Integer> checkout;
  private final Workflow<Integer, Integer> refund;

  Shop(Registry registry) {
    workflows = Workflows.create(registry);
    costs =
        LlmCosts.create(
            registry,
            LlmCostOptions.standard()
                .withPrices(
                    PriceTable.of(
                        "shop",
                        LocalDate.parse("2026-01-31"),
                        "the contract",
                        List.of(Price.of("acme", "small", "0.5", "1"))))
                .withBudget(LlmBudget.aDay(100)));
    Primitive<Integer, Integer> price =
        Primitive.<Integer, Integer>of("look up", (item, context) -> item * 2)
            .cached(CacheLimits.keeping(Duration.ofHours(1)))
            .named("prices");
    checkout =
        Workflow.named(
            "checkout", price.then(Primitive.<Integer, Integer>of("pay", (sum, context) -> sum)));
    refund =
        Workflow.named(
            "refund",
            Primitive.of(
                "pay back",
                (sum, context) -> {
                  throw new IllegalStateException("no money");
                }));
    workflows.expect(checkout);
    workflows.expect(refund);
    costs.expect("acme", "small");
  }

  /** A quarter of all workflows fails; a model has no price, and one call no tokens. */
  void work(int round) {
    for (int i = 0; i < 3; i++) {
      run(checkout, round % 5);
    }
    run(refund, round);
    costs.record(LlmUsage.of("acme", "small").withInput(1_000).withOutput(500));
    costs.record(LlmUsage.of("acme", "large").withInput(1_000).withOutput(500));
    costs.record(LlmUsage.of("acme", "small"));
    costs.failed("acme", "small", ExecutionStatus.FAILURE);
  }

  private void run(Workflow<Integer, Integer> workflow, int input) {
    try {
      workflows.run(workflow, input);
    } catch (IllegalStateException expected) {
      /* The one that it was made to throw. */
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
