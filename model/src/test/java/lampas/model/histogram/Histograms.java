package lampas.model.histogram;

import java.util.Random;
import java.util.TreeMap;

/** Histograms for tests. */
final class Histograms {
  private Histograms() {}

  /** Positive buckets from index 0 on. */
  static NativeHistogram positive(int schema, double... counts) {
    return of(schema, buckets(0, counts), BucketCounts.none()).build();
  }

  static NativeHistogram.Builder of(int schema, BucketCounts positive, BucketCounts negative) {
    double count = 0;
    for (int i = 0; i < positive.size(); i++) {
      count += positive.count(i);
    }
    for (int i = 0; i < negative.size(); i++) {
      count += negative.count(i);
    }
    return NativeHistogram.builder()
        .schema(schema)
        .count(count)
        .sum(count)
        .positive(positive)
        .negative(negative);
  }

  static NativeHistogram custom(double[] bounds, double... counts) {
    return of(NativeHistogram.CUSTOM_BUCKETS, buckets(0, counts), BucketCounts.none())
        .customBounds(bounds)
        .build();
  }

  static BucketCounts buckets(int first, double... counts) {
    int[] indices = new int[counts.length];
    for (int i = 0; i < counts.length; i++) {
      indices[i] = first + i;
    }
    return BucketCounts.of(indices, counts);
  }

  /** Buckets between -20 and 20 with whole counts. */
  static BucketCounts random(Random random) {
    TreeMap<Integer, Double> counts = new TreeMap<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      counts.put(random.nextInt(-20, 21), (double) random.nextInt(1, 100));
    }
    return BucketCounts.of(
        counts.keySet().stream().mapToInt(index -> index).toArray(),
        counts.values().stream().mapToDouble(count -> count).toArray());
  }
}
