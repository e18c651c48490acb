package lampas.metrics;

import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.NativeBuckets;
import org.jspecify.annotations.Nullable;

/** The buckets of a family of histograms, shared by all its series. Thread-safe. */
final class BucketLayout {
  private static final double[] NONE = {};

  /* The finite upper bounds of the classic buckets; none if there are only native ones. */
  final double[] bounds;
  final @Nullable NativeBuckets sparse;

  private final @Nullable CellCode[] codes = new @Nullable CellCode[13];

  private BucketLayout(double[] bounds, @Nullable NativeBuckets sparse) {
    this.bounds = bounds;
    this.sparse = sparse;
  }

  static BucketLayout of(MetricDefinition definition) {
    return new BucketLayout(
        definition.buckets().map(Buckets::toArray).orElse(NONE),
        definition.nativeBuckets().orElse(null));
  }

  /** The code of cells in an exponential schema. */
  CellCode code(int schema) {
    CellCode known = codes[schema + 4];
    if (known == null) {
      known = new CellCode(this, schema);
      codes[schema + 4] = known;
    }
    return known;
  }

  /** How many classic buckets a scrape shows, {@code +Inf} included; 0 if there are none. */
  int classicBuckets() {
    return bounds.length == 0 ? 0 : bounds.length + 1;
  }

  /** The classic bucket of a value. */
  int classic(double value) {
    double[] bounds = this.bounds;
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    return bucket;
  }
}
