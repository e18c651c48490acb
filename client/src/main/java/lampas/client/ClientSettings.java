package lampas.client;

import java.time.Duration;

/**
 * The bounds of one request.
 *
 * @param timeout from sending the request to the last byte of the answer; default 2 minutes
 * @param maximumAnswerBytes how large an answer may be once unpacked; default 256 MiB
 */
public record ClientSettings(Duration timeout, long maximumAnswerBytes) {
  public ClientSettings {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout: " + timeout + " (expected: > 0)");
    }
    if (maximumAnswerBytes <= 0) {
      throw new IllegalArgumentException(
          "maximum answer bytes: " + maximumAnswerBytes + " (expected: > 0)");
    }
  }

  public static ClientSettings defaults() {
    return new ClientSettings(Duration.ofMinutes(2), 256L << 20);
  }

  public ClientSettings withTimeout(Duration timeout) {
    return new ClientSettings(timeout, maximumAnswerBytes);
  }

  public ClientSettings withMaximumAnswerBytes(long bytes) {
    return new ClientSettings(timeout, bytes);
  }
}
