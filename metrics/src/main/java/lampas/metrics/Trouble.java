package lampas.metrics;

import lampas.model.catalogue.LabelDefinition;
import lampas.model.catalogue.MetricDefinition;

/** Who is told what cannot be thrown into the code that records. */
interface Trouble {
  /** What has as many series as it may have. */
  enum Budget {
    METRIC,
    REGISTRY
  }

  /** Tells nobody: for the metrics that count the trouble of others. */
  Trouble UNTOLD =
      new Trouble() {
        @Override
        public void ignoredAmount(MetricDefinition metric) {}

        @Override
        public void overflow(MetricDefinition metric, LabelDefinition label) {}

        @Override
        public void overBudget(MetricDefinition metric, Budget budget) {}
      };

  void ignoredAmount(MetricDefinition metric);

  void overflow(MetricDefinition metric, LabelDefinition label);

  void overBudget(MetricDefinition metric, Budget budget);
}
