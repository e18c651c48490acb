package lampas.client.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads {@code Retry-After}: seconds or a date (RFC 9110, section 10.2.3). */
final class RetryAfter {
  private static final int LONGEST_NUMBER = 9;

  private RetryAfter() {}

  /** How long to wait; empty for what is neither. */
  static Optional<Duration> parse(String text, InstantSource clock) {
    String value = text.strip();
    if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return value.length() > LONGEST_NUMBER
          ? Optional.empty()
          : Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(clock.instant(), until);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }
}
