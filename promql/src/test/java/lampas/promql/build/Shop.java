package lampas.promql.build;

import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;
import lampas.model.catalogue.NativeBuckets;
import lampas.model.catalogue.Unit;

/** The metrics of a shop. */
final class Shop {
  static final MetricDefinition ORDERS =
      MetricDefinition.counter("shop_orders_total")
          .help("Orders that were placed.")
          .label("payment", LabelDomain.closed("card", "cash"))
          .label("customer", LabelDomain.free(100))
          .build();
  static final MetricDefinition OPEN =
      MetricDefinition.gauge("shop_orders_open")
          .help("Orders that are not done.")
          .label("payment", LabelDomain.closed("card", "cash"))
          .build();
  static final MetricDefinition DURATION =
      MetricDefinition.histogram("shop_order_duration_seconds")
          .unit(Unit.SECONDS)
          .help("How long an order takes.")
          .label("payment", LabelDomain.closed("card", "cash"))
          .buckets(Buckets.of(.5, 1, 5))
          .build();
  static final MetricDefinition SIZE =
      MetricDefinition.histogram("shop_order_size_bytes")
          .unit(Unit.BYTES)
          .help("How large an order is.")
          .label("payment", LabelDomain.closed("card", "cash"))
          .nativeBuckets(NativeBuckets.STANDARD)
          .build();
  static final MetricDefinition FINE =
      MetricDefinition.nativeHistogram("shop_fine_seconds")
          .unit(Unit.SECONDS)
          .help("Finely measured.")
          .label("payment", LabelDomain.closed("card", "cash"))
          .build();
  static final MetricDefinition WAIT =
      MetricDefinition.of(MetricKind.SUMMARY, "shop_wait_seconds")
          .unit(Unit.SECONDS)
          .help("How long an order waits.")
          .label("payment", LabelDomain.closed("card", "cash"))
          .build();

  private Shop() {}

  static CounterMetric orders() {
    return Metrics.counter(ORDERS);
  }

  static GaugeMetric open() {
    return Metrics.gauge(OPEN);
  }

  static HistogramMetric duration() {
    return Metrics.histogram(DURATION);
  }

  static HistogramMetric fine() {
    return Metrics.histogram(FINE);
  }
}
