package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import lampas.model.histogram.BucketBounds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeIndexTest {
  @ParameterizedTest
  @ValueSource(ints = {-4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8})
  void aValueIsInTheBucketWhoseBoundsItLiesBetween(int schema) {
    NativeIndex index = NativeIndex.of(schema);
    Random random = new Random(schema);
    for (int i = 0; i < 200_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
      if (Double.isFinite(value) && value > 0) {
        isIn(index.of(value), value, schema);
      }
    }
    for (double value :
        new double[] {
          Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, 0x1p-1022, 1, 2, 0.5
        }) {
      isIn(index.of(value), value, schema);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-4, -1, 0, 1, 3, 5, 8})
  void aBoundBelongsToTheBucketBelowIt(int schema) {
    NativeIndex index = NativeIndex.of(schema);
    int range = schema <= 0 ? 1000 >> -schema : 1000 << schema;
    for (int i = -range; i < range; i += Math.max(1, range / 5_000)) {
      double bound = BucketBounds.exponential(i, schema);
      assertThat(index.of(bound)).isEqualTo(i);
      assertThat(index.of(Math.nextUp(bound))).isEqualTo(i + 1);
    }
  }

  private static void isIn(int index, double value, int schema) {
    /* Bounds of subnormal buckets are not exact numbers: they are compared where they are. */
    boolean subnormal = value < Double.MIN_NORMAL;
    double scaled = subnormal ? value * 0x1p64 : value;
    int up = subnormal ? shift(64, schema) : 0;
    assertThat(scaled)
        .isGreaterThan(BucketBounds.exponential(index - 1 + up, schema))
        .isLessThanOrEqualTo(BucketBounds.exponential(index + up, schema));
  }

  private static int shift(int exponents, int schema) {
    return schema < 0 ? exponents >> -schema : exponents << schema;
  }
}
