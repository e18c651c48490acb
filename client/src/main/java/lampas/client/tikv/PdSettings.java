package lampas.client.tikv;

import java.time.Duration;

/**
 * The bounds of asking PD.
 *
 * @param timeout for each endpoint, from the request to the last byte of the answer; default 3
 *     seconds
 * @param maximumAnswerBytes how large an answer may be; default 16 MiB, some 10,000 stores
 */
public record PdSettings(Duration timeout, long maximumAnswerBytes) {
  public PdSettings {
    if (timeout.toMillis() <= 0) {
      throw new IllegalArgumentException("PD timeout: " + timeout + " (expected: at least 1ms)");
    }
    if (maximumAnswerBytes <= 0) {
      throw new IllegalArgumentException(
          "maximum answer bytes: " + maximumAnswerBytes + " (expected: > 0)");
    }
  }

  public static PdSettings defaults() {
    return new PdSettings(Duration.ofSeconds(3), 16L << 20);
  }

  public PdSettings withTimeout(Duration timeout) {
    return new PdSettings(timeout, maximumAnswerBytes);
  }

  public PdSettings withMaximumAnswerBytes(long bytes) {
    return new PdSettings(timeout, bytes);
  }
}
