package lampas.model.catalogue;

/**
 * How fine the sparse buckets of a native histogram are.
 *
 * <p>Source: https://prometheus.io/docs/specs/native_histograms.
 *
 * @param schema -4 to 8; each bucket reaches 2<sup>1/2<sup>schema</sup></sup> times as far as the
 *     one before, 2.2 % further with schema 5
 * @param maximumBuckets how many buckets a scrape shows at most, the zero bucket left out; where
 *     more have counted something, pairs of neighbours become one until it is enough, down to
 *     schema -4
 * @param zeroThreshold how far from zero the zero bucket reaches
 */
public record NativeBuckets(int schema, int maximumBuckets, double zeroThreshold) {
  /** Schema 5, at most 160 buckets, zero up to 2<sup>-128</sup>: as Prometheus's Java library. */
  public static final NativeBuckets STANDARD = new NativeBuckets(5, 160, 0x1p-128);

  /**
   * Checks the values.
   *
   * @throws DefinitionException if one is out of its range
   */
  public NativeBuckets {
    if (schema < -4 || schema > 8) {
      throw new DefinitionException("native buckets: schema " + schema + " (expected: -4 to 8)");
    }
    if (maximumBuckets < 1 || maximumBuckets > 10_000) {
      throw new DefinitionException(
          "native buckets: at most " + maximumBuckets + " (expected: 1 to 10000)");
    }
    if (!(zeroThreshold >= 0) || zeroThreshold == Double.POSITIVE_INFINITY) {
      throw new DefinitionException(
          "native buckets: zero threshold " + zeroThreshold + " (expected: finite, 0 or more)");
    }
  }
}
