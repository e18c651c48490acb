package lampas.client.http;

/**
 * How many calls there may be at a time.
 *
 * @param calls in flight; default 64
 * @param waiting for one of these to end; default 1,024; one more fails at once
 */
public record ConcurrencySettings(int calls, int waiting) {
  public ConcurrencySettings {
    if (calls <= 0) {
      throw new IllegalArgumentException("calls: " + calls + " (expected: > 0)");
    }
    if (waiting < 0) {
      throw new IllegalArgumentException("waiting: " + waiting + " (expected: >= 0)");
    }
  }

  public static ConcurrencySettings defaults() {
    return new ConcurrencySettings(64, 1024);
  }
}
