package lampas.acceptance.differential;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/**
 * Writes the samples of a test: counters with resets, gauges with gaps and values that are no
 * numbers, classic histograms, and series to join with. The same seed gives the same file.
 */
final class SampleFile {
  /** When the samples begin; a whole number of hours. */
  static final long START = 1_700_002_800_000L;

  /** For how long there are samples. */
  static final long LENGTH = 9_000_000L;

  private static final long INTERVAL = 15_000;
  private static final String[] BOUNDS = {
    "0.005", "0.01", "0.025", "0.1", "0.5", "1", "2.5", "+Inf"
  };

  private final Random random;
  private final BufferedWriter out;

  private SampleFile(Random random, BufferedWriter out) {
    this.random = random;
    this.out = out;
  }

  static void write(Path file, long seed) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      new SampleFile(new Random(seed), out).all();
    }
  }

  private void all() throws IOException {
    String[] jobs = {"api", "db", "web"};
    for (int i = 0; i < 9; i++) {
      String instance = "job=\"" + jobs[i % 3] + "\",instance=\"host-" + i + "\"";
      series("up{" + instance + "}", 1, at -> random.nextInt(12) == 0 ? 0 : 1);
      for (String code : new String[] {"200", "404", "500"}) {
        counter("requests_total{" + instance + ",code=\"" + code + "\"}", random.nextInt(1, 40));
      }
      gauge("memory_bytes{" + instance + ",zone=\"z" + i % 2 + "\"}", 1e9);
      series("build_info{" + instance + ",version=\"1." + i % 4 + "\"}", 1, at -> 1);
      series("limit_bytes{instance=\"host-" + i + "\"}", 1, at -> 2e9 + 1e8 * (at % 3));
    }
    for (int i = 0; i < 4; i++) {
      histogram("job=\"" + jobs[i % 3] + "\",instance=\"host-" + i + "\"");
    }
    oddities();
    out.write("# EOF\n");
  }

  private void oddities() throws IOException {
    gauge("temperature{room=\"a\"}", 20);
    gauge("temperature{room=\"b\"}", -300);
    gauge("temperature{room=\"c\"}", 1e-6);
    series(
        "odd{kind=\"mixed\"}",
        1,
        at ->
            switch (random.nextInt(8)) {
              case 0 -> Double.NaN;
              case 1 -> Double.POSITIVE_INFINITY;
              case 2 -> Double.NEGATIVE_INFINITY;
              default -> random.nextGaussian();
            });
    series("odd{kind=\"nan\"}", 1, at -> Double.NaN);
    series("odd{kind=\"infinite\"}", 1, at -> Double.POSITIVE_INFINITY);
    series("odd{kind=\"zero\"}", 1, at -> at % 2 == 0 ? 0.0 : -0.0);
    series("odd{kind=\"huge\"}", 1, at -> (random.nextBoolean() ? 1 : -1) * 1.7e308);
    series("odd{kind=\"tiny\"}", 1, at -> Double.MIN_VALUE * random.nextInt(4));
    series("steps{size=\"s\"}", 1, at -> at % 5);
    series("steps{size=\"m\"}", 1, at -> Math.floorDiv(at, 7));
    series("steps{size=\"l\"}", 1, at -> random.nextInt(3));
    for (int i = 0; i < 4; i++) {
      series("rare{n=\"" + i + "\"}", 11 + 13 * i, at -> random.nextInt(100));
    }
    series("text{line=\"a\\nb\",plain=\"ab\"}", 1, at -> 1);
    series("text{line=\"a.b\",plain=\"\"}", 1, at -> 2);
    series("text{line=\"\\\"ü\\\\\",plain=\"x-12-y\"}", 1, at -> 3);
    for (int i = 0; i < 3; i++) {
      everyHalfMinute("aligned{n=\"" + i + "\"}", i + 1);
    }
    series("broken_bucket{le=\"1\"}", 1, at -> Double.NaN);
    series("broken_bucket{le=\"5\"}", 1, at -> at);
    series("broken_bucket{le=\"+Inf\"}", 1, at -> Double.NaN);
    series("falling_bucket{le=\"1\"}", 1, at -> at + 3);
    series("falling_bucket{le=\"2\"}", 1, at -> at);
    series("falling_bucket{le=\"1e1\"}", 1, at -> 2.0 * at);
    series("falling_bucket{le=\"+Inf\"}", 1, at -> 2.0 * at + 1);
    series("falling_bucket{le=\"none\"}", 1, at -> at);
    series("endless_bucket{le=\"1\"}", 1, at -> at);
    series("endless_bucket{le=\"2\"}", 1, at -> at + 1);
  }

  private void counter(String labels, int growth) throws IOException {
    double[] total = {random.nextInt(1000)};
    series(
        labels,
        1,
        at -> {
          total[0] += random.nextInt(growth + 1);
          if (random.nextInt(90) == 0) {
            total[0] = random.nextInt(3);
          }
          return total[0];
        });
  }

  private void gauge(String labels, double scale) throws IOException {
    double[] value = {scale * random.nextDouble()};
    series(labels, 1, at -> value[0] += scale * random.nextGaussian() / 50);
  }

  private void histogram(String labels) throws IOException {
    double[][] counts = new double[BOUNDS.length][(int) (LENGTH / INTERVAL) + 1];
    double[] sum = new double[counts[0].length];
    double[] running = new double[BOUNDS.length];
    double total = 0;
    for (int at = 0; at < sum.length; at++) {
      for (int i = 0; i < random.nextInt(12); i++) {
        double seconds = Math.exp(random.nextGaussian() * 1.5 - 3);
        total += seconds;
        for (int bound = 0; bound < BOUNDS.length; bound++) {
          boolean last = bound == BOUNDS.length - 1;
          running[bound] += last || seconds <= Double.parseDouble(BOUNDS[bound]) ? 1 : 0;
        }
      }
      sum[at] = total;
      for (int bound = 0; bound < BOUNDS.length; bound++) {
        counts[bound][at] = running[bound];
      }
    }
    for (int bound = 0; bound < BOUNDS.length; bound++) {
      double[] count = counts[bound];
      String le = ",le=\"" + BOUNDS[bound] + "\"}";
      series("latency_seconds_bucket{" + labels + le, 1, at -> count[at]);
    }
    series("latency_seconds_sum{" + labels + "}", 1, at -> sum[at]);
    double[] all = counts[BOUNDS.length - 1];
    series("latency_seconds_count{" + labels + "}", 1, at -> all[at]);
  }

  /* About every 15 s, with jitter; now and then a gap, which may be longer than the lookback. */
  private void series(String labels, int everySo, IntToDoubleFunction value) throws IOException {
    long phase = random.nextLong(INTERVAL);
    int gap = 0;
    for (int at = 0; at * INTERVAL < LENGTH; at++) {
      double v = value.applyAsDouble(at);
      if (gap > 0) {
        gap--;
      } else if (random.nextInt(200) == 0) {
        gap = random.nextInt(1, 40);
      }
      if (gap == 0 && at % everySo == 0) {
        sample(labels, v, START + at * INTERVAL + phase + random.nextInt(-400, 400));
      }
    }
  }

  private void everyHalfMinute(String labels, int slope) throws IOException {
    for (long at = 0; at < LENGTH; at += 30_000) {
      sample(labels, slope * (at / 30_000.0 % 50), START + at);
    }
  }

  private void sample(String labels, double value, long millis) throws IOException {
    String number =
        Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value);
    out.write(labels + " " + number + " " + BigDecimal.valueOf(millis, 3) + "\n");
  }
}
