package lampas.metrics.prometheus;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;
import lampas.model.catalogue.NativeBuckets;
import lampas.model.catalogue.Unit;

/** What a metric of the other library is in our terms; its names stay as they are. */
final class SnapshotDefinition {
  private static final LabelDomain ANYTHING = LabelDomain.free(Integer.MAX_VALUE);

  private SnapshotDefinition() {}

  static MetricDefinition of(MetricSnapshot snapshot) {
    MetricMetadata metadata = snapshot.getMetadata();
    MetricKind kind = kind(snapshot);
    String name = name(metadata.getName(), kind);
    String help = metadata.getHelp();
    MetricDefinition.Builder builder =
        MetricDefinition.of(kind, name)
            .help(help == null || help.isBlank() ? name : help)
            .unusualName("kept in a registry of io.prometheus");
    if (metadata.getUnit() != null) {
      builder.unit(new Unit(metadata.getUnit().toString()));
    }
    if (snapshot instanceof StateSetSnapshot states && !states.getDataPoints().isEmpty()) {
      builder.label(name, states(states.getDataPoints().getFirst()));
    }
    Set<String> labels = new LinkedHashSet<>();
    for (DataPointSnapshot point : snapshot.getDataPoints()) {
      for (Label label : point.getLabels()) {
        labels.add(label.getName());
      }
    }
    labels.forEach(label -> builder.label(label, ANYTHING));
    if (snapshot instanceof HistogramSnapshot histogram) {
      Optional<Buckets> classic = buckets(histogram);
      classic.ifPresent(builder::buckets);
      if (classic.isEmpty()) {
        builder.nativeBuckets(NativeBuckets.STANDARD);
      }
    }
    return builder.build();
  }

  private static MetricKind kind(MetricSnapshot snapshot) {
    return switch (snapshot) {
      case CounterSnapshot counter -> MetricKind.COUNTER;
      case GaugeSnapshot gauge -> MetricKind.GAUGE;
      case InfoSnapshot info -> MetricKind.INFO;
      case StateSetSnapshot states ->
          states.getDataPoints().isEmpty() ? MetricKind.GAUGE : MetricKind.STATE_SET;
      case SummarySnapshot summary -> MetricKind.SUMMARY;
      case HistogramSnapshot histogram ->
          histogram.isGaugeHistogram() ? MetricKind.GAUGE_HISTOGRAM : MetricKind.HISTOGRAM;
      default -> MetricKind.UNKNOWN;
    };
  }

  /* The other library keeps names without these suffixes. */
  private static String name(String base, MetricKind kind) {
    String suffix =
        switch (kind) {
          case COUNTER -> "_total";
          case INFO -> "_info";
          case GAUGE, HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY, STATE_SET, UNKNOWN -> "";
        };
    return base.endsWith(suffix) ? base : base + suffix;
  }

  private static LabelDomain.Closed states(StateSetSnapshot.StateSetDataPointSnapshot states) {
    return LabelDomain.closed(
        IntStream.range(0, states.size()).mapToObj(states::getName).toArray(String[]::new));
  }

  private static Optional<Buckets> buckets(HistogramSnapshot histogram) {
    if (histogram.getDataPoints().isEmpty()
        || !histogram.getDataPoints().getFirst().hasClassicHistogramData()) {
      return Optional.empty();
    }
    ClassicHistogramBuckets classic = histogram.getDataPoints().getFirst().getClassicBuckets();
    double[] bounds =
        IntStream.range(0, classic.size() - 1).mapToDouble(classic::getUpperBound).toArray();
    return bounds.length == 0 ? Optional.empty() : Optional.of(Buckets.of(bounds));
  }
}
