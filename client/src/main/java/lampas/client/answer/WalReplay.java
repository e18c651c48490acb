package lampas.client.answer;

import java.util.OptionalLong;

/**
 * How far a backend has read its write-ahead log after a start, in segments.
 *
 * @param first the first segment to read
 * @param last the last segment to read
 * @param current the segment that is read now
 */
public record WalReplay(OptionalLong first, OptionalLong last, OptionalLong current) {
  /** Reads {@code data} of {@code /api/v1/status/walreplay}. */
  public static WalReplay read(JsonValue data) {
    Fields fields = Fields.of(data);
    return new WalReplay(fields.whole("min"), fields.whole("max"), fields.whole("current"));
  }
}
