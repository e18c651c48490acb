package lampas.metrics.exposition;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;
import lampas.model.label.Labels;

/**
 * A metric definition as the bytes that stand in an exposition, encoded once.
 *
 * <p>Thread-safe.
 */
public final class EncodedFamily {
  private final MetricDefinition given;
  private final MetricDefinition definition;
  private final EncodedLabels labels;
  private final boolean legacy;
  private final Map<Escaping, FamilyText> texts = new ConcurrentHashMap<>();

  /* What protobuf says before the first series of a message. */
  final byte[] protobufHeader;

  private EncodedFamily(MetricDefinition given, Labels constants) {
    this.given = given;
    this.definition = given.withConstants(constants);
    List<String> names = labelNames(definition);
    List<String> values = List.copyOf(constants.toMap().values());
    this.labels = new EncodedLabels(names, Escaping.ALLOW_UTF_8, values);
    this.legacy =
        Escaping.isLegacy(definition.name()) && names.stream().allMatch(Escaping::isLegacy);
    this.protobufHeader = ProtobufFamily.header(definition, definition.name());
  }

  public static EncodedFamily of(MetricDefinition definition) {
    return new EncodedFamily(definition, Labels.empty());
  }

  /**
   * A family whose series all carry some labels more.
   *
   * @throws lampas.model.catalogue.DefinitionException if the definition has a label of such a name
   */
  public static EncodedFamily of(MetricDefinition definition, Labels constants) {
    return new EncodedFamily(definition, constants);
  }

  /** The metric as it is exposed, with the labels that all series carry in front. */
  public MetricDefinition definition() {
    return definition;
  }

  /** The metric as it is recorded, without the labels that all series carry. */
  public MetricDefinition given() {
    return given;
  }

  /** The labels whose values make a series: all but the one that carries the state of a set. */
  public static List<String> labelNames(MetricDefinition definition) {
    List<String> names = definition.labelNames();
    return definition.kind() == MetricKind.STATE_SET ? names.subList(1, names.size()) : names;
  }

  /**
   * The label values of a series as bytes, for {@link ExpositionWriter}.
   *
   * @param values one for each of {@link #labelNames} of {@link #given}
   */
  public byte[] encodeLabels(String... values) {
    return labels.encode(values);
  }

  /** The labels of a series, those that all carry included. */
  public Labels decodeLabels(byte[] encoded) {
    return labels.decode(encoded);
  }

  /** Whether {@link #encodeLabels} makes these bytes of these values. */
  public boolean matchesLabels(byte[] encoded, String... values) {
    return labels.matches(encoded, values);
  }

  EncodedLabels labels() {
    return labels;
  }

  /** The parts of the lines of a text format. */
  FamilyText text(Escaping escaping) {
    /* Only dots change what is a legacy name. */
    Escaping needed = legacy && escaping != Escaping.DOTS ? Escaping.ALLOW_UTF_8 : escaping;
    return texts.computeIfAbsent(needed, way -> new FamilyText(definition, labels, way));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
