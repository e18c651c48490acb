package lampas.workflow.cost;

import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;
import lampas.workflow.outcome.ExecutionStatus;

/** The metrics of calls of language models. */
final class LlmDefinitions {
  private static final LabelDomain PROVIDERS = LabelDomain.bounded(50);
  private static final LabelDomain PERIODS = LabelDomain.closed(BudgetPeriod.class);

  private final LlmCostOptions options;

  LlmDefinitions(LlmCostOptions options) {
    this.options = options;
  }

  MetricDefinition calls() {
    return finish(
        byModel("llm_calls_total", "Calls of language models, by how they ended.")
            .label("status", LabelDomain.closed(ExecutionStatus.class)));
  }

  MetricDefinition tokens() {
    return finish(
        byModel("llm_tokens_total", "Tokens of calls, as far as providers said.")
            .label("type", LabelDomain.closed(TokenType.class)));
  }

  /* A contract has fixed this name, without the unit. */
  MetricDefinition cost() {
    return finish(
        byModel("llm_cost_total", "US dollars for calls whose tokens and price are known."));
  }

  MetricDefinition unpriced() {
    return finish(byModel("llm_unpriced_total", "Calls that succeeded and have no price."));
  }

  MetricDefinition unknownUsage() {
    return finish(
        byModel(
            "llm_unknown_usage_total",
            "Calls that succeeded and whose provider did not say all tokens."));
  }

  MetricDefinition recordingFailures() {
    return finish(
        MetricDefinition.counter("llm_recording_failures_total")
            .help("Calls that could not be recorded."));
  }

  MetricDefinition prices() {
    return finish(
        MetricDefinition.info("llm_price_table_info")
            .help("Price tables in use.")
            .label("version", LabelDomain.bounded(20))
            .label("date", LabelDomain.bounded(20)));
  }

  MetricDefinition budget() {
    return finish(
        MetricDefinition.gauge("llm_budget_dollars")
            .unit(Unit.DOLLARS)
            .help("US dollars that may be spent in each period.")
            .label("period", PERIODS));
  }

  MetricDefinition budgetSpent() {
    return finish(
        MetricDefinition.gauge("llm_budget_spent_dollars")
            .unit(Unit.DOLLARS)
            .help("US dollars that this process spent since the period began, or itself.")
            .label("period", PERIODS));
  }

  private MetricDefinition.Builder byModel(String name, String help) {
    return MetricDefinition.counter(name)
        .help(help)
        .label("model", LabelDomain.bounded(options.maximumModels()))
        .label("provider", PROVIDERS);
  }

  private MetricDefinition finish(MetricDefinition.Builder builder) {
    builder.owner("lampas-workflow");
    options.job().ifPresent(job -> builder.label("job", LabelDomain.closed(job)));
    MetricDefinition definition = builder.build();
    return options.namespace().isEmpty() ? definition : definition.inNamespace(options.namespace());
  }
}
