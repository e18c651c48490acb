package lampas.promql.engine;

import lampas.promql.aggregate.Finding;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Span;
import lampas.promql.syntax.StringText;

/** Puts into words what an aggregation of histograms finds out. */
final class AggregationRemarks implements Finding.Sink {
  private final Remarks remarks;
  private final Aggregator aggregator;
  private final Span span;

  AggregationRemarks(Remarks remarks, Aggregation aggregation) {
    this.remarks = remarks;
    this.aggregator = aggregation.aggregator();
    /* Upstream points at the whole expression where the parameter chooses. */
    this.span =
        aggregator == Aggregator.TOPK || aggregator == Aggregator.BOTTOMK
            ? aggregation.span()
            : aggregation.operand().span();
  }

  @Override
  public void accept(Finding finding, String metric) {
    switch (finding) {
      case MIXED_SAMPLES ->
          remarks.warn("encountered a mix of histograms and floats for aggregation", span);
      case HISTOGRAM_IGNORED ->
          remarks.inform("ignored histogram in " + aggregator.text() + " aggregation", span);
      case MIXED_SCHEMAS ->
          remarks.warn(
              "vector contains a mix of histograms with exponential and custom buckets schemas for"
                  + " metric name "
                  + StringText.quote(metric),
              span);
      case BOUNDS_RECONCILED ->
          remarks.inform("mismatched custom buckets were reconciled during aggregation", span);
      case RESETS_COLLIDE ->
          remarks.warn("conflicting counter resets during histogram aggregation", span);
    }
  }
}
