package lampas.metrics.reader;

/**
 * How large an exposition may be before reading it ends in an error.
 *
 * @param lineBytes bytes of a line
 * @param bodyBytes bytes of the whole body
 * @param samples samples in the body
 * @param labels labels of a series, the metric's name not counted
 * @param labelNameBytes bytes of a label's name
 * @param labelValueBytes bytes of a label's value
 */
public record ReadLimits(
    int lineBytes,
    long bodyBytes,
    long samples,
    int labels,
    int labelNameBytes,
    int labelValueBytes) {

  /** Lines of at most 1 MiB, and no other limit. */
  public static final ReadLimits STANDARD =
      new ReadLimits(
          1 << 20,
          Long.MAX_VALUE,
          Long.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE);

  public ReadLimits {
    requirePositive("line bytes", lineBytes);
    requirePositive("body bytes", bodyBytes);
    requirePositive("samples", samples);
    requirePositive("labels", labels);
    requirePositive("label name bytes", labelNameBytes);
    requirePositive("label value bytes", labelValueBytes);
  }

  /** These limits with another one for the body. */
  public ReadLimits withBodyBytes(long bytes) {
    return new ReadLimits(lineBytes, bytes, samples, labels, labelNameBytes, labelValueBytes);
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
    }
  }
}
