package lampas.model.histogram;

import static lampas.model.histogram.Histograms.buckets;
import static lampas.model.histogram.Histograms.custom;
import static lampas.model.histogram.Histograms.positive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeHistogramTest {
  @Test
  void bucketsHaveTheirBounds() {
    NativeHistogram histogram =
        Histograms.of(0, buckets(0, 5, 0, 3), buckets(1, 2))
            .zeroBucket(0.25, 1)
            .count(11)
            .sum(12.5)
            .build();

    assertThat(histogram.toString())
        .isEqualTo("{count:11, sum:12.5, [-2,-1):2, [-0.25,0.25]:1, (0.5,1]:5, (2,4]:3}");
  }

  @Test
  void customBucketsReachFromAndToInfinity() {
    assertThat(custom(new double[] {1, 2.5}, 1, 2, 4).buckets())
        .containsExactly(
            new HistogramBucket(Double.NEGATIVE_INFINITY, 1, true, true, 1),
            new HistogramBucket(1, 2.5, false, true, 2),
            new HistogramBucket(2.5, Double.POSITIVE_INFINITY, false, true, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1", "1, 0, 2", "-1, 0, 0.5", "10, 0, 1024",
    "1, 1, 1.4142135623730951", "2, 1, 2", "-1, 1, 0.7071067811865476", "3, 2, 1.681792830507429",
    "1, -1, 4", "2, -2, 256", "-1, -1, 0.25", "1, 8, 1.0027112750502025",
    "1024, 0, 1.7976931348623157E308", "1025, 0, Infinity"
  })
  void boundsArePowersOfTwo(int index, int schema, double bound) {
    assertThat(BucketBounds.exponential(index, schema)).isCloseTo(bound, within(Math.ulp(bound)));
  }

  @Test
  void aCoarserSchemaHasTheSameObservations() {
    NativeHistogram fine =
        Histograms.of(2, buckets(-3, 1, 2, 3, 4, 5, 6), buckets(4, 7, 8)).build();

    NativeHistogram coarse = fine.withSchema(0);

    /* Four buckets become one: -3 to 0 and 1 to 2; 4, and 5. */
    assertThat(coarse.positive()).isEqualTo(buckets(0, 10, 11));
    assertThat(coarse.negative()).isEqualTo(buckets(1, 7, 8));
    assertThat(coarse.count()).isEqualTo(fine.count());
    assertThat(fine.withSchema(3)).isSameAs(fine);
  }

  @Test
  void everyCoarserBucketHoldsThoseThatItIsMadeOf() {
    Random random = new Random(4);
    for (int i = 0; i < 1_000; i++) {
      int schema = random.nextInt(-3, 9);
      int target = random.nextInt(-4, schema);
      int index = random.nextInt(-50, 51);
      int coarser = BucketBounds.coarser(index, schema, target);
      assertThat(BucketBounds.exponential(coarser, target))
          .as("bucket %d of schema %d in %d", index, schema, target)
          .isGreaterThanOrEqualTo(BucketBounds.exponential(index, schema));
      assertThat(BucketBounds.exponential(coarser - 1, target))
          .isLessThanOrEqualTo(BucketBounds.exponential(index - 1, schema));
    }
  }

  @Test
  void equalityCountsResetsAndSamenessDoesNot() {
    NativeHistogram unknown = positive(0, 1, 2);
    NativeHistogram gauge = unknown.toBuilder().counterReset(CounterReset.GAUGE).build();

    assertThat(gauge).isNotEqualTo(unknown);
    assertThat(gauge.isSame(unknown)).isTrue();
    assertThat(positive(0, 1, 2)).isEqualTo(unknown).hasSameHashCodeAs(unknown);
    assertThat(positive(0, 1, 3).isSame(unknown)).isFalse();
    NativeHistogram nan = unknown.toBuilder().sum(Double.NaN).build();
    assertThat(nan).isEqualTo(unknown.toBuilder().sum(Double.NaN).build());
  }

  @Test
  void customBoundsCannotBeChangedFromOutside() {
    double[] bounds = {1, 2};
    NativeHistogram histogram = custom(bounds, 1, 1, 1);
    bounds[0] = 9;
    histogram.customBounds()[1] = 9;

    assertThat(histogram.customBounds()).containsExactly(1, 2);
  }

  @Test
  void bucketsWithoutObservationsAreLeftOut() {
    assertThat(BucketCounts.of(new int[] {1, 2, 5}, new double[] {3, 0, 4}).toString())
        .isEqualTo("[1:3.0, 5:4.0]");
    assertThat(buckets(3, 0, 0)).isSameAs(BucketCounts.none());
  }

  @Test
  void indicesMustIncrease() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BucketCounts.of(new int[] {2, 2}, new double[] {1, 1}))
        .withMessage("bucket index: 2 after 2 (expected: increasing)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BucketCounts.of(new int[] {2}, new double[] {}))
        .withMessage("bucket counts: 0 (expected: as many as indices, 1)");
  }
}
