package lampas.metrics.otlp;

import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.data.SummaryData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * The points of one metric, on their way into requests.
 *
 * @param <P> what a point is
 */
final class FamilyPoints<P extends PointData> {
  private static final AggregationTemporality CUMULATIVE = AggregationTemporality.CUMULATIVE;

  private final String name;
  private final String help;
  private final String unit;
  private final MetricDataType type;
  private final Function<Collection<P>, Data<P>> data;
  private List<P> points = new ArrayList<>();

  private FamilyPoints(
      MetricName name, MetricDataType type, Function<Collection<P>, Data<P>> data) {
    this.name = name.name();
    this.help = name.help();
    this.unit = name.unit();
    this.type = type;
    this.data = data;
  }

  /** What a metric is called and what is said about it. */
  record MetricName(String name, String help, String unit) {}

  static FamilyPoints<DoublePointData> monotonicSum(MetricName name) {
    return new FamilyPoints<>(
        name,
        MetricDataType.DOUBLE_SUM,
        points -> SumData.createDoubleSumData(true, CUMULATIVE, points));
  }

  static FamilyPoints<DoublePointData> sum(MetricName name) {
    return new FamilyPoints<>(
        name,
        MetricDataType.DOUBLE_SUM,
        points -> SumData.createDoubleSumData(false, CUMULATIVE, points));
  }

  static FamilyPoints<DoublePointData> gauge(MetricName name) {
    return new FamilyPoints<>(name, MetricDataType.DOUBLE_GAUGE, GaugeData::createDoubleGaugeData);
  }

  static FamilyPoints<SummaryPointData> summary(MetricName name) {
    return new FamilyPoints<>(name, MetricDataType.SUMMARY, SummaryData::create);
  }

  static FamilyPoints<HistogramPointData> classic(MetricName name) {
    return new FamilyPoints<>(
        name, MetricDataType.HISTOGRAM, points -> HistogramData.create(CUMULATIVE, points));
  }

  static FamilyPoints<ExponentialHistogramPointData> exponential(MetricName name) {
    return new FamilyPoints<>(
        name,
        MetricDataType.EXPONENTIAL_HISTOGRAM,
        points -> ExponentialHistogramData.create(CUMULATIVE, points));
  }

  void add(P point) {
    points.add(point);
  }

  int size() {
    return points.size();
  }

  void flush(Resource resource, Batches into) {
    if (!points.isEmpty()) {
      into.add(new PushedMetric(resource, name, help, unit, type, data.apply(points)));
      points = new ArrayList<>();
    }
  }
}
