package lampas.metrics.exposition;

import java.nio.charset.StandardCharsets;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;
import lampas.model.label.Labels;

/**
 * A metric definition as the bytes that stand in an exposition, encoded once.
 *
 * <p>Immutable.
 */
public final class EncodedFamily {
  private final MetricDefinition definition;
  private final EncodedLabels labels;
  private final byte[] textHeader;
  private final byte[] openMetricsHeader;

  final byte[] name;
  final byte[] bucketName;
  final byte[] countName;
  final byte[] sumName;
  /* le="0.005"} with the space behind it, one for each bucket, +Inf included. */
  final byte[][] bounds;

  private EncodedFamily(MetricDefinition definition) {
    this.definition = definition;
    this.labels = new EncodedLabels(definition.labelNames());
    this.textHeader = utf8(FamilyHeader.text(definition));
    this.openMetricsHeader = utf8(FamilyHeader.openMetrics(definition));
    this.name = utf8(definition.name());
    boolean isHistogram = definition.kind() == MetricKind.HISTOGRAM;
    boolean isSummary = definition.kind() == MetricKind.SUMMARY;
    this.bucketName = isHistogram ? utf8(definition.name() + "_bucket") : EncodedLabels.NONE;
    this.countName =
        isHistogram || isSummary ? utf8(definition.name() + "_count") : EncodedLabels.NONE;
    this.sumName = isHistogram || isSummary ? utf8(definition.name() + "_sum") : EncodedLabels.NONE;
    this.bounds = definition.buckets().map(EncodedFamily::bounds).orElse(new byte[0][]);
  }

  public static EncodedFamily of(MetricDefinition definition) {
    return new EncodedFamily(definition);
  }

  public MetricDefinition definition() {
    return definition;
  }

  /**
   * The label values of a series as bytes, for {@link ExpositionWriter}.
   *
   * @param values one for each label, in the order of the definition
   */
  public byte[] encodeLabels(String... values) {
    return labels.encode(values);
  }

  /** The labels that {@link #encodeLabels} made the bytes of. */
  public Labels decodeLabels(byte[] encoded) {
    return labels.decode(encoded);
  }

  /** Whether {@link #encodeLabels} makes these bytes of these values. */
  public boolean matchesLabels(byte[] encoded, String... values) {
    return labels.matches(encoded, values);
  }

  byte[] header(Format format) {
    return switch (format) {
      case TEXT -> textHeader;
      case OPEN_METRICS -> openMetricsHeader;
    };
  }

  private static byte[][] bounds(Buckets buckets) {
    byte[][] bounds = new byte[buckets.size() + 1][];
    for (int i = 0; i < buckets.size(); i++) {
      bounds[i] = utf8("le=\"" + NumberText.canonical(buckets.bound(i)) + "\"} ");
    }
    bounds[buckets.size()] = utf8("le=\"+Inf\"} ");
    return bounds;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
