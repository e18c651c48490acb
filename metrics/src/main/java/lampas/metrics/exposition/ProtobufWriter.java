package lampas.metrics.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;
import lampas.model.series.Exemplar;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code io.prometheus.client.MetricFamily} messages, each with its length in front.
 *
 * <p>Source: {@code io/prometheus/client/metrics.proto} of Prometheus's client_model, whose field
 * numbers these are.
 */
final class ProtobufWriter implements ExpositionWriter {
  /*
   * A message is held in memory because its length comes first. A family that is longer than this
   * is written as several messages of one name, which scrapers read like one.
   */
  private static final int LARGEST_MESSAGE = 1 << 20;

  private static final int LABEL = 1;
  private static final int GAUGE = 2;
  private static final int COUNTER = 3;
  private static final int SUMMARY = 4;
  private static final int UNTYPED = 5;
  private static final int HISTOGRAM = 7;

  private final Escaping escaping;
  private final OutputStream out;
  private final ProtobufBuffer buffer = new ProtobufBuffer(LARGEST_MESSAGE / 16);
  private final ProtobufBuffer length = new ProtobufBuffer(16);
  private final HistogramSnapshot snapshot = new HistogramSnapshot();
  private @Nullable EncodedFamily family;
  private byte[] header = {};
  private byte[][] labelNames = {};

  ProtobufWriter(ExpositionOptions options, OutputStream out) {
    this.escaping = options.escaping();
    this.out = out;
  }

  @Override
  public void begin(EncodedFamily family) throws IOException {
    flushMessage();
    this.family = family;
    MetricDefinition definition = family.definition();
    String name = escaping.escape(definition.name());
    header =
        name.equals(definition.name())
            ? family.protobufHeader
            : ProtobufFamily.header(definition, name);
    labelNames =
        EncodedFamily.labelNames(definition).stream()
            .map(label -> EncodedFamily.utf8(escaping.escape(label)))
            .toArray(byte[][]::new);
    buffer.append(header);
  }

  @Override
  public void value(byte[] labels, double value, long createdMillis, @Nullable Exemplar exemplar)
      throws IOException {
    int metric = beginMetric(labels);
    MetricKind kind = family().definition().kind();
    switch (kind) {
      case COUNTER -> {
        int counter = buffer.begin(COUNTER);
        buffer.doubleValue(1, value);
        if (exemplar != null) {
          exemplar(2, exemplar);
        }
        timestamp(3, createdMillis);
        buffer.end(counter);
      }
      case GAUGE, INFO -> single(GAUGE, value);
      case UNKNOWN -> single(UNTYPED, value);
      case STATE_SET, HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY ->
          throw new IllegalStateException("a single value of a " + kind.openMetricsName());
    }
    endMetric(metric);
  }

  @Override
  public void states(byte[] labels, long on) throws IOException {
    MetricDefinition definition = family().definition();
    List<String> states = ((LabelDomain.Closed) definition.labels().getFirst().domain()).values();
    for (int i = 0; i < states.size(); i++) {
      int metric = beginMetric(labels);
      int label = buffer.begin(LABEL);
      buffer.text(1, escaping.escape(definition.name()));
      buffer.text(2, states.get(i));
      buffer.end(label);
      single(GAUGE, (double) ((on >>> i) & 1));
      endMetric(metric);
    }
  }

  @Override
  public void histogram(byte[] labels, HistogramSnapshot histogram, long createdMillis)
      throws IOException {
    int metric = beginMetric(labels);
    int message = buffer.begin(HISTOGRAM);
    buffer.varint(1, histogram.count());
    buffer.doubleValue(2, histogram.sum());
    if (histogram.size() > 0) {
      classicBuckets(histogram, family().definition().buckets().orElse(null));
    }
    if (histogram.isNative()) {
      buffer.zigzag(5, histogram.schema());
      buffer.doubleValue(6, histogram.zeroThreshold());
      buffer.varint(7, histogram.zeroCount());
      spans(9, histogram.negative());
      deltas(10, histogram.negative());
      spans(12, histogram.positive());
      deltas(13, histogram.positive());
      if (histogram.positive().size() == 0 && histogram.negative().size() == 0) {
        /* An empty span tells a native histogram that has counted nothing from a classic one. */
        buffer.end(buffer.begin(12));
      }
      for (Exemplar exemplar : histogram.exemplars()) {
        exemplar(16, exemplar);
      }
    }
    timestamp(15, createdMillis);
    buffer.end(message);
    endMetric(metric);
  }

  @Override
  public void summary(
      byte[] labels,
      long count,
      double sum,
      double[] quantiles,
      double[] values,
      long createdMillis)
      throws IOException {
    int metric = beginMetric(labels);
    int message = buffer.begin(SUMMARY);
    buffer.varint(1, count);
    buffer.doubleValue(2, sum);
    for (int i = 0; i < quantiles.length; i++) {
      int quantile = buffer.begin(3);
      buffer.doubleValue(1, quantiles[i]);
      buffer.doubleValue(2, values[i]);
      buffer.end(quantile);
    }
    timestamp(4, createdMillis);
    buffer.end(message);
    endMetric(metric);
  }

  @Override
  public HistogramSnapshot borrowSnapshot() {
    return snapshot;
  }

  @Override
  public void end() throws IOException {
    flushMessage();
    out.flush();
  }

  private void classicBuckets(HistogramSnapshot histogram, @Nullable Buckets bounds) {
    long below = 0;
    for (int i = 0; i < histogram.size(); i++) {
      below += histogram.count(i);
      double bound =
          bounds == null || i == bounds.size() ? Double.POSITIVE_INFINITY : bounds.bound(i);
      int bucket = buffer.begin(3);
      buffer.varint(1, below);
      buffer.doubleValue(2, bound);
      Exemplar exemplar = ExemplarChoice.newest(histogram, bounds, i);
      if (exemplar != null) {
        exemplar(3, exemplar);
      }
      buffer.end(bucket);
    }
  }

  private void spans(int field, SparseCounts counts) {
    int next = 0;
    for (int i = 0; i < counts.size(); ) {
      int start = i;
      int first = counts.index(i);
      while (i < counts.size() && counts.index(i) == first + i - start) {
        i++;
      }
      int span = buffer.begin(field);
      buffer.zigzag(1, first - next);
      buffer.varint(2, i - start);
      buffer.end(span);
      next = first + i - start;
    }
  }

  private void deltas(int field, SparseCounts counts) {
    long before = 0;
    for (int i = 0; i < counts.size(); i++) {
      buffer.zigzag(field, counts.count(i) - before);
      before = counts.count(i);
    }
  }

  private void exemplar(int field, Exemplar exemplar) {
    int message = buffer.begin(field);
    exemplar.labels().forEach((name, value) -> label(LABEL, name, value));
    buffer.doubleValue(2, exemplar.value());
    exemplar.timeMillis().ifPresent(millis -> timestamp(3, millis));
    buffer.end(message);
  }

  private void label(int field, String name, String value) {
    int label = buffer.begin(field);
    buffer.text(1, name);
    buffer.text(2, value);
    buffer.end(label);
  }

  private void timestamp(int field, long millis) {
    if (millis != 0) {
      int message = buffer.begin(field);
      buffer.varint(1, Math.floorDiv(millis, 1000L));
      buffer.varint(2, Math.floorMod(millis, 1000L) * 1_000_000L);
      buffer.end(message);
    }
  }

  private void single(int field, double value) {
    int message = buffer.begin(field);
    buffer.doubleValue(1, value);
    buffer.end(message);
  }

  private int beginMetric(byte[] labels) {
    int metric = buffer.begin(ProtobufFamily.METRIC);
    EncodedLabels encoded = family().labels();
    int position = 0;
    for (int i = 0; i < encoded.size(); i++) {
      int start = position + encoded.leadLength(i);
      int end = EncodedLabels.valueEnd(labels, start);
      int label = buffer.begin(LABEL);
      buffer.bytes(1, labelNames[i]);
      buffer.unescaped(2, labels, start, end);
      buffer.end(label);
      position = end + 1;
    }
    return metric;
  }

  private void endMetric(int metric) throws IOException {
    buffer.end(metric);
    if (buffer.size() > LARGEST_MESSAGE) {
      flushMessage();
      buffer.append(header);
    }
  }

  private void flushMessage() throws IOException {
    if (buffer.size() > header.length) {
      length.clear();
      length.raw(buffer.size());
      length.writeTo(out);
      buffer.writeTo(out);
    }
    buffer.clear();
  }

  private EncodedFamily family() {
    EncodedFamily begun = family;
    if (begun == null) {
      throw new IllegalStateException("exposition: no family (expected: begin before its series)");
    }
    return begun;
  }
}
