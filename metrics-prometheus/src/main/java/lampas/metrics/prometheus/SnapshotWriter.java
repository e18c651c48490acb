package lampas.metrics.prometheus;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import lampas.metrics.exposition.EncodedFamily;
import lampas.metrics.exposition.ExpositionWriter;
import lampas.metrics.exposition.HistogramSnapshot;
import lampas.metrics.exposition.SparseCounts;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;
import org.jspecify.annotations.Nullable;

/** Makes snapshots of the other library of what a registry writes. */
final class SnapshotWriter implements ExpositionWriter {
  private final MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
  private final HistogramSnapshot lent = new HistogramSnapshot();
  private @Nullable EncodedFamily family;
  private List<CounterDataPointSnapshot> counters = new ArrayList<>();
  private List<GaugeDataPointSnapshot> gauges = new ArrayList<>();
  private List<InfoDataPointSnapshot> infos = new ArrayList<>();
  private List<UnknownDataPointSnapshot> unknowns = new ArrayList<>();
  private List<StateSetDataPointSnapshot> states = new ArrayList<>();
  private List<SummaryDataPointSnapshot> summaries = new ArrayList<>();
  private List<HistogramDataPointSnapshot> histograms = new ArrayList<>();

  MetricSnapshots snapshots() {
    return snapshots.build();
  }

  @Override
  public void begin(EncodedFamily next) {
    end();
    family = next;
  }

  @Override
  public void value(
      byte[] labels,
      double value,
      long createdMillis,
      lampas.model.series.@Nullable Exemplar exemplar) {
    MetricKind kind = family().definition().kind();
    Labels theirs = labels(labels);
    switch (kind) {
      case COUNTER ->
          counters.add(
              new CounterDataPointSnapshot(
                  value, theirs, exemplar == null ? null : exemplar(exemplar), createdMillis));
      case GAUGE -> gauges.add(new GaugeDataPointSnapshot(value, theirs, null));
      case INFO -> infos.add(new InfoDataPointSnapshot(theirs));
      case UNKNOWN -> unknowns.add(new UnknownDataPointSnapshot(value, theirs, null));
      case STATE_SET, HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY ->
          throw new IllegalStateException("a single value of a " + kind.openMetricsName());
    }
  }

  @Override
  public void states(byte[] labels, long on) {
    LabelDomain.Closed domain =
        (LabelDomain.Closed) family().definition().labels().getFirst().domain();
    String[] names = domain.values().toArray(String[]::new);
    boolean[] values = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      values[i] = ((on >>> i) & 1) == 1;
    }
    states.add(new StateSetDataPointSnapshot(names, values, labels(labels)));
  }

  @Override
  public void histogram(byte[] labels, HistogramSnapshot histogram, long createdMillis) {
    Labels theirs = labels(labels);
    Exemplars exemplars =
        Exemplars.of(histogram.exemplars().stream().map(SnapshotWriter::exemplar).toList());
    ClassicHistogramBuckets classic = classic(histogram, family().definition());
    histograms.add(
        histogram.isNative()
            ? new HistogramDataPointSnapshot(
                classic,
                histogram.schema(),
                histogram.zeroCount(),
                histogram.zeroThreshold(),
                sparse(histogram.positive()),
                sparse(histogram.negative()),
                histogram.sum(),
                theirs,
                exemplars,
                createdMillis)
            : new HistogramDataPointSnapshot(
                classic, histogram.sum(), theirs, exemplars, createdMillis));
  }

  @Override
  public void summary(
      byte[] labels,
      long count,
      double sum,
      double[] quantiles,
      double[] values,
      long createdMillis) {
    List<Quantile> list = new ArrayList<>();
    for (int i = 0; i < quantiles.length; i++) {
      list.add(new Quantile(quantiles[i], values[i]));
    }
    summaries.add(
        new SummaryDataPointSnapshot(
            count, sum, Quantiles.of(list), labels(labels), Exemplars.EMPTY, createdMillis));
  }

  @Override
  public HistogramSnapshot borrowSnapshot() {
    return lent;
  }

  @Override
  public void end() {
    EncodedFamily begun = family;
    if (begun != null) {
      snapshots.metricSnapshot(snapshot(begun.definition()));
      family = null;
    }
  }

  private MetricSnapshot snapshot(MetricDefinition definition) {
    MetricMetadata metadata = metadata(definition);
    MetricSnapshot snapshot =
        switch (definition.kind()) {
          case COUNTER -> new CounterSnapshot(metadata, counters);
          case GAUGE -> new GaugeSnapshot(metadata, gauges);
          case INFO -> new InfoSnapshot(metadata, infos);
          case UNKNOWN -> new UnknownSnapshot(metadata, unknowns);
          case STATE_SET -> new StateSetSnapshot(metadata, states);
          case SUMMARY -> new SummarySnapshot(metadata, summaries);
          case HISTOGRAM ->
              new io.prometheus.metrics.model.snapshots.HistogramSnapshot(metadata, histograms);
          case GAUGE_HISTOGRAM ->
              new io.prometheus.metrics.model.snapshots.HistogramSnapshot(
                  true, metadata, histograms);
        };
    counters = new ArrayList<>();
    gauges = new ArrayList<>();
    infos = new ArrayList<>();
    unknowns = new ArrayList<>();
    states = new ArrayList<>();
    summaries = new ArrayList<>();
    histograms = new ArrayList<>();
    return snapshot;
  }

  private static MetricMetadata metadata(MetricDefinition definition) {
    Unit unit = definition.unit().isNone() ? null : new Unit(definition.unit().name());
    String name = definition.familyName();
    return unit == null || !name.endsWith("_" + unit)
        ? new MetricMetadata(name, definition.help())
        : new MetricMetadata(name, definition.help(), unit);
  }

  private static ClassicHistogramBuckets classic(
      HistogramSnapshot histogram, MetricDefinition definition) {
    if (histogram.size() == 0) {
      return ClassicHistogramBuckets.EMPTY;
    }
    ClassicHistogramBuckets.Builder builder = ClassicHistogramBuckets.builder();
    for (int i = 0; i < histogram.size(); i++) {
      int bucket = i;
      double bound =
          definition
              .buckets()
              .filter(buckets -> bucket < buckets.size())
              .map(buckets -> buckets.bound(bucket))
              .orElse(Double.POSITIVE_INFINITY);
      builder.bucket(bound, histogram.count(i));
    }
    return builder.build();
  }

  private static NativeHistogramBuckets sparse(SparseCounts counts) {
    NativeHistogramBuckets.Builder builder = NativeHistogramBuckets.builder();
    for (int i = 0; i < counts.size(); i++) {
      builder.bucket(counts.index(i), counts.count(i));
    }
    return builder.build();
  }

  private static Exemplar exemplar(lampas.model.series.Exemplar from) {
    return new Exemplar(from.value(), labels(from.labels()), from.timeMillis().orElse(0));
  }

  private Labels labels(byte[] encoded) {
    return labels(family().decodeLabels(encoded));
  }

  private static Labels labels(lampas.model.label.Labels from) {
    Labels.Builder labels = Labels.builder();
    from.forEach(labels::label);
    return labels.build();
  }

  private EncodedFamily family() {
    EncodedFamily begun = family;
    if (begun == null) {
      throw new IllegalStateException("a series without a family");
    }
    return begun;
  }
}
