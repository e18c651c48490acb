package lampas.metrics.prometheus;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import lampas.metrics.exposition.EncodedFamily;
import lampas.metrics.exposition.ExpositionWriter;
import lampas.metrics.exposition.HistogramSnapshot;
import lampas.metrics.exposition.SparseCounts;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.label.Labels;
import lampas.model.series.Exemplar;
import org.jspecify.annotations.Nullable;

/** One metric of the other library with all its series. */
final class SnapshotFamily {
  private final MetricSnapshot snapshot;
  private final EncodedFamily encoded;
  private final List<String> labelNames;

  private SnapshotFamily(MetricSnapshot snapshot, MetricDefinition definition) {
    this.snapshot = snapshot;
    this.encoded = EncodedFamily.of(definition);
    this.labelNames = EncodedFamily.labelNames(definition);
  }

  static SnapshotFamily of(MetricSnapshot snapshot) {
    return new SnapshotFamily(snapshot, SnapshotDefinition.of(snapshot));
  }

  MetricDefinition definition() {
    return encoded.definition();
  }

  void write(ExpositionWriter writer) throws IOException {
    if (snapshot.getDataPoints().isEmpty()) {
      return;
    }
    writer.begin(encoded);
    for (DataPointSnapshot point : snapshot.getDataPoints()) {
      write(writer, point);
    }
  }

  private void write(ExpositionWriter writer, DataPointSnapshot point) throws IOException {
    byte[] labels = labels(point);
    long created = point.hasCreatedTimestamp() ? point.getCreatedTimestampMillis() : 0;
    switch (point) {
      case CounterDataPointSnapshot counter ->
          writer.value(labels, counter.getValue(), created, exemplar(counter.getExemplar()));
      case GaugeDataPointSnapshot gauge -> writer.value(labels, gauge.getValue(), 0, null);
      case UnknownDataPointSnapshot unknown -> writer.value(labels, unknown.getValue(), 0, null);
      case InfoDataPointSnapshot info -> writer.value(labels, 1, 0, null);
      case StateSetDataPointSnapshot states -> writer.states(labels, on(states));
      case SummaryDataPointSnapshot summary -> write(writer, labels, summary, created);
      case HistogramDataPointSnapshot histogram ->
          writer.histogram(labels, fill(writer.borrowSnapshot(), histogram), created);
      default ->
          throw new IllegalStateException("a data point of " + point.getClass().getSimpleName());
    }
  }

  private static void write(
      ExpositionWriter writer, byte[] labels, SummaryDataPointSnapshot summary, long created)
      throws IOException {
    double[] quantiles = new double[summary.getQuantiles().size()];
    double[] values = new double[quantiles.length];
    for (int i = 0; i < quantiles.length; i++) {
      Quantile quantile = summary.getQuantiles().get(i);
      quantiles[i] = quantile.getQuantile();
      values[i] = quantile.getValue();
    }
    writer.summary(labels, summary.getCount(), summary.getSum(), quantiles, values, created);
  }

  private static HistogramSnapshot fill(HistogramSnapshot into, HistogramDataPointSnapshot from) {
    ClassicHistogramBuckets classic = from.getClassicBuckets();
    into.reset(from.hasClassicHistogramData() ? classic.size() : 0);
    for (int i = 0; i < into.size(); i++) {
      into.add(i, classic.getCount(i));
    }
    into.addToSum(from.getSum());
    if (from.hasNativeHistogramData()) {
      into.setNative(from.getNativeSchema(), from.getNativeZeroThreshold());
      into.addToZero(from.getNativeZeroCount());
      fill(into.positive(), from.getNativeBucketsForPositiveValues());
      fill(into.negative(), from.getNativeBucketsForNegativeValues());
    }
    into.setExemplars(exemplars(from.getExemplars()));
    return into;
  }

  private static void fill(SparseCounts into, NativeHistogramBuckets from) {
    for (int i = 0; i < from.size(); i++) {
      into.add(from.getBucketIndex(i), from.getCount(i));
    }
  }

  private static long on(StateSetDataPointSnapshot states) {
    long on = 0;
    for (int i = 0; i < states.size(); i++) {
      on |= states.isTrue(i) ? 1L << i : 0;
    }
    return on;
  }

  private byte[] labels(DataPointSnapshot point) {
    String[] values = new String[labelNames.size()];
    for (int i = 0; i < values.length; i++) {
      String value = point.getLabels().get(labelNames.get(i));
      values[i] = value == null ? "" : value;
    }
    return encoded.encodeLabels(values);
  }

  private static List<Exemplar> exemplars(Exemplars from) {
    List<Exemplar> exemplars = new ArrayList<>(from.size());
    for (int i = 0; i < from.size(); i++) {
      Exemplar exemplar = exemplar(from.get(i));
      if (exemplar != null) {
        exemplars.add(exemplar);
      }
    }
    return exemplars;
  }

  private static @Nullable Exemplar exemplar(
      io.prometheus.metrics.model.snapshots.@Nullable Exemplar from) {
    if (from == null) {
      return null;
    }
    Labels.Builder labels = Labels.builder();
    for (Label label : from.getLabels()) {
      labels.add(label.getName(), label.getValue());
    }
    OptionalLong time =
        from.hasTimestamp() ? OptionalLong.of(from.getTimestampMillis()) : OptionalLong.empty();
    return new Exemplar(labels.build(), from.getValue(), time);
  }
}
