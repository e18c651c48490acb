package lampas.metrics.exposition;

import static lampas.metrics.exposition.EncodedFamily.utf8;

import java.util.List;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;

/** The bytes that the lines of a family's series share, with its names escaped in one way. */
final class FamilyText {
  private static final byte[][] NONE = {};
  private static final byte[][] INFINITY = {utf8("le=\"+Inf\"} ")};

  final byte[] textHeader;
  final byte[] openMetricsHeader;
  final SampleName name;
  final SampleName bucket;
  final SampleName count;
  final SampleName sum;
  final SampleName created;
  /* le="0.005"} with the space behind it, one for each bucket, +Inf included. */
  final byte[][] bounds;
  /* name="on"} with the space behind it, one for each state. */
  final byte[][] states;
  private final EncodedLabels given;
  private final EncodedLabels written;

  FamilyText(MetricDefinition definition, EncodedLabels labels, Escaping escaping) {
    this.given = labels;
    this.written = new EncodedLabels(EncodedFamily.labelNames(definition), escaping);
    FamilyHeader header = new FamilyHeader(definition, escaping);
    this.textHeader = utf8(header.text());
    this.openMetricsHeader = utf8(header.openMetrics());
    String total = definition.name();
    boolean gauge = definition.kind() == MetricKind.GAUGE_HISTOGRAM;
    this.name = SampleName.of(total, escaping);
    this.bucket = SampleName.of(total + "_bucket", escaping);
    this.count = SampleName.of(total + (gauge ? "_gcount" : "_count"), escaping);
    this.sum = SampleName.of(total + (gauge ? "_gsum" : "_sum"), escaping);
    this.created = SampleName.of(definition.familyName() + "_created", escaping);
    boolean buckets = definition.kind() == MetricKind.HISTOGRAM || gauge;
    this.bounds = buckets ? definition.buckets().map(FamilyText::bounds).orElse(INFINITY) : NONE;
    this.states =
        definition.kind() == MetricKind.STATE_SET
            ? states(definition, EncodedLabels.name(total, escaping))
            : NONE;
  }

  /** The labels of a series as this text writes them. */
  byte[] labels(byte[] encoded) {
    return given.isSameAs(written) ? encoded : written.encode(given.values(encoded));
  }

  private static byte[][] bounds(Buckets buckets) {
    byte[][] bounds = new byte[buckets.size() + 1][];
    for (int i = 0; i < buckets.size(); i++) {
      bounds[i] = utf8("le=\"" + NumberText.canonical(buckets.bound(i)) + "\"} ");
    }
    bounds[buckets.size()] = INFINITY[0];
    return bounds;
  }

  private static byte[][] states(MetricDefinition definition, String label) {
    List<String> states = ((LabelDomain.Closed) definition.labels().getFirst().domain()).values();
    return states.stream()
        .map(state -> utf8(label + "=\"" + EscapedText.escaped(state) + "\"} "))
        .toArray(byte[][]::new);
  }
}
