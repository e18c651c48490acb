package lampas.server.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Moments as arguments: RFC 3339, or seconds since the epoch with decimals. */
final class TimeText {
  private TimeText() {}

  static Instant parse(String text) {
    try {
      if (text.matches("-?\\d+(\\.\\d+)?")) {
        return Instant.ofEpochMilli(new BigDecimal(text).movePointRight(3).longValueExact());
      }
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "time: \"" + text + "\" (expected: 2026-01-31T12:00:00Z or seconds since the epoch)", e);
    }
  }
}
