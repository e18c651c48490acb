package lampas.metrics;

import java.util.List;
import lampas.model.catalogue.LabelDefinition;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/**
 * What a registry counts about itself.
 *
 * <p>A series appears with the first trouble; a registry without trouble exposes none of them.
 */
final class SelfMetrics implements Trouble {
  /** Why a scrape lacks the metrics of a collector. */
  enum Loss {
    ERROR,
    TIMEOUT
  }

  private static final LabelDomain METRIC_NAMES = LabelDomain.bounded(10_000);
  private static final String OWNER = "lampas-metrics";

  private static final MetricDefinition IGNORED_AMOUNTS =
      MetricDefinition.counter("lampas_metrics_ignored_amounts_total")
          .help("Amounts that were not recorded: negative on a counter, infinite or not a number.")
          .label("metric", METRIC_NAMES)
          .owner(OWNER)
          .build();

  private static final MetricDefinition OVERFLOWS =
      MetricDefinition.counter("lampas_metrics_overflows_total")
          .help("Requests for a series that got the overflow series, by the label past its cap.")
          .label("metric", METRIC_NAMES)
          .label("label", METRIC_NAMES)
          .owner(OWNER)
          .build();

  private static final MetricDefinition OVER_BUDGET =
      MetricDefinition.counter("lampas_metrics_over_budget_total")
          .help("Requests for a series that got the overflow series, by the budget that is spent.")
          .label("metric", METRIC_NAMES)
          .label("budget", LabelDomain.closed(Budget.class))
          .owner(OWNER)
          .build();

  private static final MetricDefinition FAILED_COLLECTIONS =
      MetricDefinition.counter("lampas_metrics_failed_collections_total")
          .help("Scrapes that lack a metric because its collector failed or was too slow.")
          .label("metric", METRIC_NAMES)
          .label("reason", LabelDomain.closed(Loss.class))
          .owner(OWNER)
          .build();

  private final Family<Counter> ignoredAmounts;
  private final Family<Counter> overflows;
  private final Family<Counter> overBudget;
  private final Family<Counter> failedCollections;

  SelfMetrics(FamilyContext context) {
    ignoredAmounts = new Family<>(IGNORED_AMOUNTS, Counter::new, Trouble.UNTOLD, context);
    overflows = new Family<>(OVERFLOWS, Counter::new, Trouble.UNTOLD, context);
    overBudget = new Family<>(OVER_BUDGET, Counter::new, Trouble.UNTOLD, context);
    failedCollections = new Family<>(FAILED_COLLECTIONS, Counter::new, Trouble.UNTOLD, context);
  }

  List<Family<Counter>> families() {
    return List.of(ignoredAmounts, overflows, overBudget, failedCollections);
  }

  @Override
  public void ignoredAmount(MetricDefinition metric) {
    ignoredAmounts.with(metric.name()).increment();
  }

  @Override
  public void overflow(MetricDefinition metric, LabelDefinition label) {
    overflows.with(metric.name(), label.name()).increment();
  }

  @Override
  public void overBudget(MetricDefinition metric, Budget budget) {
    overBudget.with(metric.name(), LabelDomain.value(budget)).increment();
  }

  void failedCollection(List<String> lost, Loss reason) {
    for (String metric : lost) {
      failedCollections.with(metric, LabelDomain.value(reason)).increment();
    }
  }
}
