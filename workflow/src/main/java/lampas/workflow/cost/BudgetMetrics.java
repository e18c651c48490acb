package lampas.workflow.cost;

import java.util.List;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import org.jspecify.annotations.Nullable;

/** A budget and what is spent of it; asked at each scrape, because a period may begin any time. */
record BudgetMetrics(
    LlmBudget budget,
    Spending spending,
    MetricDefinition limit,
    MetricDefinition spent,
    @Nullable String job)
    implements Collector {
  @Override
  public List<MetricDefinition> definitions() {
    return List.of(limit, spent);
  }

  @Override
  public void collect(Measurements into) {
    String[] labels = JobFamily.values(job, LabelDomain.value(budget.period()));
    into.value(limit, budget.dollars(), labels);
    into.value(spent, spending.dollars(), labels);
  }
}
