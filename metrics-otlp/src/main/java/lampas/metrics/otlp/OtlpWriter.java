package lampas.metrics.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.data.ValueAtQuantile;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lampas.metrics.exposition.EncodedFamily;
import lampas.metrics.exposition.ExpositionWriter;
import lampas.metrics.exposition.HistogramSnapshot;
import lampas.metrics.otlp.FamilyPoints.MetricName;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;
import lampas.model.label.LabelNames;
import lampas.model.series.Exemplar;
import org.jspecify.annotations.Nullable;

/**
 * Makes OTLP metrics of what a registry writes.
 *
 * <p>Source: OpenTelemetry, "Prometheus and OpenMetrics compatibility", from Prometheus to OTLP.
 * Names stay as they are, {@code _total} and units included.
 */
final class OtlpWriter implements ExpositionWriter {
  private final Resource resource;
  private final HistogramForm form;
  private final long nanos;
  private final Batches batches;
  private final HistogramSnapshot lent = new HistogramSnapshot();
  private @Nullable EncodedFamily family;
  private List<Double> bounds = List.of();

  /* Those of the family; made anew with it, and flushed one by one. */
  private FamilyPoints<DoublePointData> values = FamilyPoints.gauge(unnamed());
  private FamilyPoints<HistogramPointData> classic = FamilyPoints.classic(unnamed());
  private FamilyPoints<ExponentialHistogramPointData> natives = FamilyPoints.exponential(unnamed());
  private FamilyPoints<SummaryPointData> summaries = FamilyPoints.summary(unnamed());
  private GaugeHistogramPoints gaugeHistograms = new GaugeHistogramPoints(unnamed());

  OtlpWriter(Resource resource, HistogramForm form, int maximumPoints, long epochMillis) {
    this.resource = resource;
    this.form = form;
    this.nanos = TimeUnit.MILLISECONDS.toNanos(epochMillis);
    this.batches = new Batches(maximumPoints);
  }

  /** What was written, in requests. */
  List<List<MetricData>> batches() {
    return batches.all();
  }

  @Override
  public void begin(EncodedFamily next) {
    end();
    family = next;
    MetricDefinition definition = next.definition();
    MetricName name =
        new MetricName(definition.name(), definition.help(), OtlpUnits.of(definition));
    values =
        switch (definition.kind()) {
          case COUNTER -> FamilyPoints.monotonicSum(name);
          case INFO, STATE_SET -> FamilyPoints.sum(name);
          case GAUGE, UNKNOWN, HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY -> FamilyPoints.gauge(name);
        };
    classic = FamilyPoints.classic(name);
    natives = FamilyPoints.exponential(name);
    summaries = FamilyPoints.summary(name);
    gaugeHistograms = new GaugeHistogramPoints(name);
    bounds =
        definition
            .buckets()
            .map(Buckets::toArray)
            .map(array -> Arrays.stream(array).boxed().toList())
            .orElse(List.of());
  }

  @Override
  public void value(byte[] labels, double value, long createdMillis, @Nullable Exemplar exemplar) {
    PointHead head =
        new PointHead(
            TimeUnit.MILLISECONDS.toNanos(createdMillis),
            nanos,
            attributes(labels).build(),
            OtlpExemplars.of(exemplar));
    values.add(
        DoublePointData.create(
            head.startNanos(), nanos, head.attributes(), value, head.exemplars()));
    flushIfFull();
  }

  @Override
  public void states(byte[] labels, long on) {
    String name = family().definition().name();
    List<String> states =
        ((LabelDomain.Closed) family().definition().labels().getFirst().domain()).values();
    for (int i = 0; i < states.size(); i++) {
      Attributes attributes = attributes(labels).put(name, states.get(i)).build();
      values.add(
          DoublePointData.create(0, nanos, attributes, (double) ((on >>> i) & 1), List.of()));
    }
    flushIfFull();
  }

  @Override
  public void histogram(byte[] labels, HistogramSnapshot histogram, long createdMillis) {
    PointHead head =
        new PointHead(
            TimeUnit.MILLISECONDS.toNanos(createdMillis),
            nanos,
            attributes(labels).build(),
            OtlpExemplars.of(histogram.exemplars()));
    boolean isClassic = histogram.size() > 0;
    if (family().definition().kind() == MetricKind.GAUGE_HISTOGRAM) {
      gaugeHistograms.add(head, bounds, histogram);
    } else if (histogram.isNative() && (form == HistogramForm.NATIVE || !isClassic)) {
      natives.add(NativePoints.of(head, histogram));
    } else {
      List<Long> counts = new ArrayList<>(histogram.size());
      for (int i = 0; i < histogram.size(); i++) {
        counts.add(histogram.count(i));
      }
      classic.add(new ClassicPoint(head, histogram.sum(), bounds, counts));
    }
    flushIfFull();
  }

  @Override
  public void summary(
      byte[] labels,
      long count,
      double sum,
      double[] quantiles,
      double[] values,
      long createdMillis) {
    List<ValueAtQuantile> list = new ArrayList<>(quantiles.length);
    for (int i = 0; i < quantiles.length; i++) {
      list.add(ValueAtQuantile.create(quantiles[i], values[i]));
    }
    summaries.add(
        SummaryPointData.create(
            TimeUnit.MILLISECONDS.toNanos(createdMillis),
            nanos,
            attributes(labels).build(),
            count,
            sum,
            list));
    flushIfFull();
  }

  @Override
  public HistogramSnapshot borrowSnapshot() {
    return lent;
  }

  @Override
  public void end() {
    values.flush(resource, batches);
    classic.flush(resource, batches);
    natives.flush(resource, batches);
    summaries.flush(resource, batches);
    gaugeHistograms.flush(resource, batches);
  }

  private void flushIfFull() {
    int points =
        values.size() + classic.size() + natives.size() + summaries.size() + gaugeHistograms.size();
    if (batches.isFullWith(points)) {
      end();
    }
  }

  /* A label that is empty is the same as none. */
  private AttributesBuilder attributes(byte[] encoded) {
    AttributesBuilder attributes = Attributes.builder();
    family().decodeLabels(encoded).forEach(attributes::put);
    return attributes;
  }

  private EncodedFamily family() {
    EncodedFamily begun = family;
    if (begun == null) {
      throw new IllegalStateException("a series without a family");
    }
    return begun;
  }

  private static MetricName unnamed() {
    return new MetricName(LabelNames.METRIC_NAME, "", "");
  }
}
