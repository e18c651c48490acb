package lampas.model.histogram;

import static lampas.model.histogram.Histograms.buckets;
import static lampas.model.histogram.Histograms.custom;
import static lampas.model.histogram.Histograms.positive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramSumTest {
  private static NativeHistogram sum(NativeHistogram first, NativeHistogram... others) {
    HistogramSum sum = HistogramSum.of(first);
    for (NativeHistogram other : others) {
      sum.add(other);
    }
    return sum.toHistogram();
  }

  @Test
  void bucketsOfOneSchemaAreAdded() {
    assertThat(sum(positive(0, 1, 0, 2), positive(0, 0, 5, 1))).isEqualTo(positive(0, 1, 5, 3));
  }

  @Test
  void differentSchemasMeetAtTheCoarserOne() {
    NativeHistogram fine = Histograms.of(1, buckets(1, 1, 2, 3, 4), BucketCounts.none()).build();
    NativeHistogram expected = Histograms.of(0, buckets(1, 13, 17), BucketCounts.none()).build();
    NativeHistogram coarse = Histograms.of(0, buckets(1, 10, 10), BucketCounts.none()).build();

    assertThat(sum(fine, coarse)).isEqualTo(expected);
    assertThat(sum(coarse, fine)).isEqualTo(expected);
  }

  @Test
  void zeroBucketsMeetAtTheWiderOne() {
    NativeHistogram wide =
        Histograms.of(0, buckets(2, 1), BucketCounts.none()).zeroBucket(1, 2).count(3).build();
    NativeHistogram narrow =
        Histograms.of(0, buckets(0, 4, 5), buckets(0, 6)).zeroBucket(0.5, 1).count(16).build();

    NativeHistogram sum = sum(wide, narrow);

    /* The bucket from 0.5 to 1 and its mirror image are inside of the wider one. */
    assertThat(sum.zeroThreshold()).isEqualTo(1);
    assertThat(sum.zeroCount()).isEqualTo(2 + 1 + 4 + 6);
    assertThat(sum.positive()).isEqualTo(buckets(1, 5, 1));
    assertThat(sum.negative().isEmpty()).isTrue();
    assertThat(sum(narrow, wide).zeroCount()).isEqualTo(13);
  }

  @Test
  void aZeroBucketThatEndsInsideOfABucketTakesAllOfIt() {
    NativeHistogram wide = positive(0, 0, 0, 1).toBuilder().zeroBucket(0.75, 1).count(2).build();

    assertThat(sum(wide, positive(0, 4, 2)).zeroThreshold()).isEqualTo(1);
    assertThat(sum(wide, positive(0, 4, 2)).zeroCount()).isEqualTo(5);
  }

  @Test
  void customBoundsMeetAtThoseThatBothHave() {
    HistogramSum sum = HistogramSum.of(custom(new double[] {1, 2, 3}, 1, 10, 100, 1000));

    HistogramSum.Remarks remarks = sum.add(custom(new double[] {0.5, 2, 3}, 1, 1, 1, 1));

    assertThat(remarks.boundsReconciled()).isTrue();
    assertThat(sum.toHistogram()).isEqualTo(custom(new double[] {2, 3}, 13, 101, 1001));
    assertThat(sum.add(custom(new double[] {2, 3}, 0, 0, 1)).boundsReconciled()).isFalse();
  }

  @Test
  void exponentialAndCustomBucketsCannotBeAdded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sum(positive(0, 1), custom(new double[] {1}, 1)))
        .withMessage("histogram of schema -53 (expected: one that is compatible with schema 0)");
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN, UNKNOWN, UNKNOWN, false",
    "RESET, RESET, RESET, false",
    "RESET, NOT_RESET, UNKNOWN, true",
    "NOT_RESET, RESET, UNKNOWN, true",
    "UNKNOWN, RESET, UNKNOWN, false",
    "GAUGE, RESET, GAUGE, false",
    "NOT_RESET, GAUGE, GAUGE, false"
  })
  void whatIsKnownOfResetsIsCombined(
      CounterReset first, CounterReset second, CounterReset expected, boolean collision) {
    HistogramSum sum = HistogramSum.of(positive(0, 1).toBuilder().counterReset(first).build());

    HistogramSum.Remarks remarks = sum.add(positive(0, 1).toBuilder().counterReset(second).build());

    assertThat(remarks.resetCollision()).isEqualTo(collision);
    assertThat(sum.toHistogram().counterReset()).isEqualTo(expected);
  }

  @Test
  void whatRoundingLosesIsCarriedAlong() {
    NativeHistogram big = positive(0, 1e100).toBuilder().sum(1e100).build();
    HistogramSum sum = HistogramSum.of(big);
    sum.add(positive(0, 1));
    sum.subtract(big);

    assertThat(sum.toHistogram()).isEqualTo(positive(0, 1));
  }

  @Test
  void allOfItIsMultipliedAndDivided() {
    NativeHistogram histogram = positive(0, 2, 4).toBuilder().zeroBucket(0.1, 6).build();
    HistogramSum sum = HistogramSum.of(histogram);
    sum.multiply(3);
    assertThat(sum.toHistogram().positive()).isEqualTo(buckets(0, 6, 12));
    assertThat(sum.toHistogram().zeroCount()).isEqualTo(18);
    assertThat(sum.toHistogram().count()).isEqualTo(18);
    sum.divide(6);
    assertThat(sum.toHistogram().positive()).isEqualTo(buckets(0, 1, 2));
    assertThat(sum.toHistogram().sum()).isEqualTo(3);
  }

  /** Sums of random histograms are those of a map from bucket to count. */
  @Test
  void sumsAreThoseOfAMap() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      int schema = random.nextInt(-2, 5);
      BucketCounts first = Histograms.random(random);
      HistogramSum sum = HistogramSum.of(Histograms.of(schema, first, BucketCounts.none()).build());
      Map<Integer, Double> expected = new TreeMap<>();
      add(expected, first, 1);
      for (int i = 0; i < 20; i++) {
        BucketCounts next = Histograms.random(random);
        NativeHistogram other = Histograms.of(schema, next, BucketCounts.none()).build();
        double sign = random.nextBoolean() ? 1 : -1;
        if (sign > 0) {
          sum.add(other);
        } else {
          sum.subtract(other);
        }
        add(expected, next, sign);
      }
      expected.values().removeIf(count -> count == 0);
      BucketCounts counts = sum.toHistogram().positive();
      assertThat(counts.size()).as("seed %d", seed).isEqualTo(expected.size());
      for (int i = 0; i < counts.size(); i++) {
        assertThat(counts.count(i)).as("seed %d", seed).isEqualTo(expected.get(counts.index(i)));
      }
    }
  }

  private static void add(Map<Integer, Double> counts, BucketCounts more, double sign) {
    for (int i = 0; i < more.size(); i++) {
      counts.merge(more.index(i), sign * more.count(i), Double::sum);
    }
  }
}
