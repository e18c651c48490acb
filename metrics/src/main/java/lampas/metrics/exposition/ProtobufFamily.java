package lampas.metrics.exposition;

import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;

/**
 * The field numbers of {@code io.prometheus.client.MetricFamily} and the part of it that comes
 * before the series.
 *
 * <p>Source: {@code io/prometheus/client/metrics.proto} of Prometheus's client_model.
 */
final class ProtobufFamily {
  static final int NAME = 1;
  static final int HELP = 2;
  static final int TYPE = 3;
  static final int METRIC = 4;
  static final int UNIT = 5;

  private ProtobufFamily() {}

  static byte[] header(MetricDefinition definition, String name) {
    ProtobufBuffer buffer = new ProtobufBuffer(128);
    buffer.text(NAME, name);
    buffer.text(HELP, definition.help());
    buffer.varint(TYPE, type(definition.kind()));
    if (!definition.unit().isNone()) {
      buffer.text(UNIT, definition.unit().name());
    }
    return buffer.toByteArray();
  }

  private static int type(MetricKind kind) {
    return switch (kind) {
      case COUNTER -> 0;
      case GAUGE, INFO, STATE_SET -> 1;
      case SUMMARY -> 2;
      case UNKNOWN -> 3;
      case HISTOGRAM -> 4;
      case GAUGE_HISTOGRAM -> 5;
    };
  }
}
