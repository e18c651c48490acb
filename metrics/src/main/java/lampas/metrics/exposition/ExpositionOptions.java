package lampas.metrics.exposition;

import java.io.OutputStream;

/**
 * How metrics are written.
 *
 * @param escaping what becomes of names that are not legacy names
 * @param createdLines whether OpenMetrics has {@code _created} lines; the text format never has
 *     them, protobuf always says when a series was created
 */
public record ExpositionOptions(Format format, Escaping escaping, CreatedLines createdLines) {
  /** Whether OpenMetrics text says when a series was created, in a line of its own. */
  public enum CreatedLines {
    WRITTEN,
    /** The default: they are as many as the counters. */
    LEFT_OUT
  }

  /** The format with underscores for what legacy names must not have, without created lines. */
  public static ExpositionOptions of(Format format) {
    return new ExpositionOptions(format, Escaping.UNDERSCORES, CreatedLines.LEFT_OUT);
  }

  /** A writer of one exposition; the stream is flushed, never closed. */
  public ExpositionWriter writer(OutputStream out) {
    return switch (format) {
      case TEXT, OPEN_METRICS -> new LineWriter(this, out);
      case PROTOBUF -> new ProtobufWriter(this, out);
    };
  }

  public ExpositionOptions withEscaping(Escaping escaping) {
    return new ExpositionOptions(format, escaping, createdLines);
  }

  public ExpositionOptions withCreatedLines(CreatedLines createdLines) {
    return new ExpositionOptions(format, escaping, createdLines);
  }
}
