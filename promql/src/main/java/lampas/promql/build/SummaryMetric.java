package lampas.promql.build;

import java.util.ArrayList;
import java.util.List;
import lampas.model.catalogue.LabelDefinition;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.label.LabelNames;

/** The series of a summary: a count, a sum, and quantiles that cannot be put together. */
public final class SummaryMetric extends MetricHandle<SummaryMetric> {
  SummaryMetric(MetricDefinition definition, Selection selection) {
    super(definition, selection);
  }

  @Override
  SummaryMetric with(Selection changed) {
    return new SummaryMetric(definition(), changed);
  }

  /** How many observations there were. */
  public CounterMetric count() {
    return new CounterMetric(definition(), definition().name() + "_count", selection());
  }

  /** The sum of the observations. */
  public CounterMetric sum() {
    return new CounterMetric(definition(), definition().name() + "_sum", selection());
  }

  /** The quantiles, told apart by the label {@code quantile}. */
  public GaugeMetric quantiles() {
    List<LabelDefinition> labels = new ArrayList<>(selection().definitions());
    labels.add(new LabelDefinition(LabelNames.QUANTILE, LabelDomain.bounded(10)));
    return new GaugeMetric(
        definition(),
        definition().name(),
        new Selection(
            labels,
            selection().labels().with(List.of(LabelNames.QUANTILE)),
            selection().conditions(),
            selection().shift()));
  }
}
