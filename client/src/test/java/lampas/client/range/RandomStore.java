package lampas.client.range;

import java.util.Random;
import lampas.model.histogram.BucketCounts;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import lampas.model.series.SampleValue;
import lampas.promql.script.SeriesFixture;

/** Counters, gauges, classic and native histograms from 0 to 2,000 s, with gaps and endings. */
public final class RandomStore {
  public static final long END = 2_000_000;
  private static final long INTERVAL = 15_000;

  private RandomStore() {}

  public static SeriesFixture of(Random random) {
    SeriesFixture store = SeriesFixture.create();
    for (String a : new String[] {"x", "y", "z"}) {
      for (int b = 0; b < 2; b++) {
        counter(store, Labels.of("__name__", "c_total", "a", a, "b", "" + b), random);
        gauge(store, Labels.of("__name__", "g", "a", a, "b", "" + b), random);
        histogram(store, Labels.of("__name__", "h", "a", a, "b", "" + b), random);
      }
      buckets(store, a, random);
    }
    store.add(Labels.of("__name__", "gone", "a", "x"), 300_000, 1);
    store.add(Labels.of("__name__", "gone", "a", "x"), 1_200_000, SampleValue.STALE);
    return store;
  }

  /* Some samples are just at multiples of the interval, where windows have their edges. */
  private static long jitter(Random random) {
    return random.nextInt(3) == 0 ? random.nextInt(3_000) : 0;
  }

  private static void counter(SeriesFixture store, Labels labels, Random random) {
    double value = 0;
    for (long time = 0; time < END; time += INTERVAL) {
      value = random.nextInt(25) == 0 ? random.nextDouble() : value + random.nextDouble() * 10;
      if (random.nextInt(9) != 0) {
        store.add(labels, time + jitter(random), value);
      }
    }
  }

  private static void gauge(SeriesFixture store, Labels labels, Random random) {
    long until = 0;
    for (long time = 0; time < END; time += INTERVAL) {
      if (time < until) {
        continue;
      }
      if (random.nextInt(20) == 0) {
        store.add(labels, time, SampleValue.STALE);
        until = time + random.nextInt(600_000);
      } else {
        double value = random.nextInt(12) == 0 ? Double.NaN : random.nextInt(10) - 2;
        store.add(labels, time + jitter(random), value);
      }
    }
  }

  private static void histogram(SeriesFixture store, Labels labels, Random random) {
    double[] counts = new double[4];
    for (long time = 0; time < END; time += INTERVAL) {
      double all = 0;
      for (int i = 0; i < counts.length; i++) {
        counts[i] = random.nextInt(40) == 0 ? 1 : counts[i] + random.nextInt(5);
        all += counts[i];
      }
      NativeHistogram histogram =
          NativeHistogram.builder()
              .schema(0)
              .count(all)
              .sum(all * 1.7)
              .positive(BucketCounts.of(new int[] {0, 1, 2, 5}, counts.clone()))
              .build();
      store.add(labels, time + jitter(random), histogram);
    }
  }

  private static void buckets(SeriesFixture store, String a, Random random) {
    double[] counts = new double[4];
    String[] bounds = {"0.1", "1", "10", "+Inf"};
    for (long time = 0; time < END; time += INTERVAL) {
      double below = random.nextInt(5);
      for (int i = 0; i < counts.length; i++) {
        below += random.nextInt(3);
        counts[i] += below;
        store.add(Labels.of("__name__", "b_bucket", "a", a, "le", bounds[i]), time, counts[i]);
      }
    }
  }
}
