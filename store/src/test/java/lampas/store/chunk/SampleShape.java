package lampas.store.chunk;

import java.util.List;
import java.util.Random;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;

/** Kinds of series that real targets expose, and kinds that none should. */
enum SampleShape {
  CONSTANT {
    @Override
    double next(Random random, double last, int n) {
      return 42;
    }
  },
  COUNTER {
    @Override
    double next(Random random, double last, int n) {
      return random.nextInt(50) == 0 ? 0 : last + random.nextInt(1000);
    }
  },
  FRACTIONS {
    @Override
    double next(Random random, double last, int n) {
      return last + random.nextGaussian() / 3;
    }
  },
  TWO_DECIMALS {
    @Override
    double next(Random random, double last, int n) {
      return Math.round(random.nextDouble() * 10_000) / 100.0;
    }
  },
  ANY_BITS {
    @Override
    double next(Random random, double last, int n) {
      return Double.longBitsToDouble(random.nextLong());
    }
  },
  FEW_BITS {
    @Override
    double next(Random random, double last, int n) {
      return Double.longBitsToDouble(1L << random.nextInt(64));
    }
  },
  SPECIAL {
    private static final List<Double> VALUES =
        List.of(
            0.0,
            -0.0,
            Double.NaN,
            Double.longBitsToDouble(0x7ff8000000000001L),
            Double.longBitsToDouble(0xfff8dead0000beefL),
            SampleValue.STALE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            Double.MAX_VALUE);

    @Override
    double next(Random random, double last, int n) {
      return VALUES.get(random.nextInt(VALUES.size()));
    }
  };

  abstract double next(Random random, double last, int n);

  /** Samples of this shape at times that are regular, jitter, jump, or leap at random. */
  SampleColumns samples(Random random, int count) {
    SampleColumns samples = new SampleColumns();
    int rhythm = random.nextInt(4);
    long time = random.nextLong() >> (2 + random.nextInt(62));
    double value = 0;
    for (int n = 0; n < count; n++) {
      value = next(random, value, n);
      samples.add(time, value);
      time +=
          switch (rhythm) {
            case 0 -> 15_000;
            case 1 -> 15_000 + random.nextInt(40) - 20;
            case 2 -> random.nextInt(10) == 0 ? 1_000_000 : 15_000;
            default -> 1 + (random.nextLong() >>> (11 + random.nextInt(53)));
          };
    }
    return samples;
  }
}
