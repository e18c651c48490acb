package lampas.model.histogram;

import static lampas.model.histogram.Histograms.buckets;
import static lampas.model.histogram.Histograms.custom;
import static lampas.model.histogram.Histograms.positive;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CounterResetsTest {
  private static boolean reset(NativeHistogram before, NativeHistogram now) {
    return now.isResetSince(before);
  }

  @Test
  void whatGrowsOrStaysIsNotReset() {
    assertThat(reset(positive(0, 1, 2), positive(0, 1, 2))).isFalse();
    assertThat(reset(positive(0, 1, 2), positive(0, 3, 2, 1))).isFalse();
  }

  @Test
  void aBucketThatCountsLessIsAReset() {
    /* Though there are more observations in all. */
    assertThat(reset(positive(0, 5, 2), positive(0, 4, 9))).isTrue();
    assertThat(reset(positive(0, 5, 2), positive(0, 9))).isTrue();
    assertThat(reset(positive(0, 5), positive(0, 4))).isTrue();
  }

  @Test
  void negativeBucketsAndTheZeroBucketCountToo() {
    NativeHistogram before =
        Histograms.of(0, buckets(0, 1), buckets(0, 3)).zeroBucket(0.1, 2).count(6).build();
    NativeHistogram lessBelow =
        Histograms.of(0, buckets(0, 9), buckets(0, 2)).zeroBucket(0.1, 2).count(13).build();
    NativeHistogram lessAtZero =
        Histograms.of(0, buckets(0, 9), buckets(0, 3)).zeroBucket(0.1, 1).count(13).build();

    assertThat(reset(before, lessBelow)).isTrue();
    assertThat(reset(before, lessAtZero)).isTrue();
    assertThat(reset(before, before)).isFalse();
  }

  @Test
  void aFinerSchemaIsAResetAndACoarserOneIsNot() {
    NativeHistogram fine = positive(1, 1, 1, 1);
    assertThat(reset(positive(0, 1, 2), fine)).isTrue();
    assertThat(reset(fine, fine.withSchema(0))).isFalse();
  }

  @Test
  void aNarrowerZeroBucketIsAResetAndAWiderOneIsNot() {
    NativeHistogram narrow = positive(0, 4, 2).toBuilder().zeroBucket(0.5, 1).count(7).build();
    NativeHistogram wide = positive(0, 0, 2).toBuilder().zeroBucket(1, 5).count(7).build();

    assertThat(reset(narrow, wide)).isFalse();
    assertThat(reset(wide, narrow)).isTrue();
    assertThat(reset(narrow, wide.toBuilder().zeroBucket(1, 4).build())).isTrue();
  }

  @Test
  void customBucketsAreComparedAtCommonBounds() {
    double[] bounds = {1, 2, 3};
    assertThat(reset(custom(bounds, 1, 1, 1), custom(new double[] {2, 3}, 2, 1))).isFalse();
    assertThat(reset(custom(bounds, 1, 1, 1), custom(new double[] {2, 3}, 1, 9))).isTrue();
    assertThat(reset(custom(bounds, 1), positive(0, 5))).isTrue();
  }

  @Test
  void whatIsKnownNeedsNoCounting() {
    NativeHistogram less = positive(0, 1);
    NativeHistogram more = positive(0, 5);
    assertThat(reset(more, less.toBuilder().counterReset(CounterReset.NOT_RESET).build()))
        .isFalse();
    assertThat(reset(less, more.toBuilder().counterReset(CounterReset.RESET).build())).isTrue();
  }
}
