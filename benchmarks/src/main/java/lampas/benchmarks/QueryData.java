package lampas.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;

/**
 * What queries are measured on: 100,000 series of 100 instances, a sample every 15 seconds for 65
 * minutes, the same in every run but for the time.
 *
 * <p>10,000 counters, 50,400 classic buckets, 10,000 gauges, 100 infos, and 29,500 counters that no
 * query asks for. All values are whole, as most scraped ones are; one instance in 37 restarts.
 */
final class QueryData {
  static final int INTERVAL_MILLIS = 15_000;
  static final int SAMPLES = 261;
  private static final int INSTANCES = 100;
  private static final int BUCKETS = 12;
  private static final int RESTART = 130;

  private final long firstMillis;
  private final List<Labels> labels = new ArrayList<>();
  private final List<int[]> values = new ArrayList<>();
  private long seed;

  /** Data whose last sample is at a time or up to an interval before. */
  QueryData(long lastMillis) {
    this.firstMillis =
        Math.floorDiv(lastMillis, INTERVAL_MILLIS) * INTERVAL_MILLIS
            - (SAMPLES - 1L) * INTERVAL_MILLIS;
    for (int instance = 0; instance < INSTANCES; instance++) {
      addInstance(instance);
    }
  }

  int series() {
    return labels.size();
  }

  Labels labels(int series) {
    return labels.get(series);
  }

  int value(int series, int sample) {
    return values.get(series)[sample];
  }

  long time(int sample) {
    return firstMillis + (long) sample * INTERVAL_MILLIS;
  }

  private void addInstance(int instance) {
    boolean restarts = instance % 37 == 5;
    for (int series = 0; series < 100; series++) {
      String handler = handler(series / 5);
      String code = List.of("200", "201", "404", "500", "503").get(series % 5);
      add(instance, "http_requests_total", "handler", handler, "code", code);
      values.add(counter(new int[SAMPLES], restarts));
    }
    for (int histogram = 0; histogram < 42; histogram++) {
      int[] below = new int[SAMPLES];
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        String bound = bucket == BUCKETS - 1 ? "+Inf" : Double.toString(0.005 * (1 << bucket));
        add(instance, "http_request_seconds_bucket", "handler", handler(histogram), "le", bound);
        values.add(counter(below, restarts));
      }
    }
    for (int series = 0; series < 100; series++) {
      add(instance, "memory_used_bytes", "area", "heap", "pool", "pool-" + series);
      values.add(gauge());
    }
    add(instance, "build_info", "version", "1." + instance % 7, "revision", "r" + instance % 7);
    values.add(constant());
    for (int series = 0; series < 295; series++) {
      add(instance, "other_%03d_total".formatted(series), "kind", "other", "shard", "0");
      values.add(counter(new int[SAMPLES], restarts));
    }
  }

  private static String handler(int number) {
    return "/api/v1/resource/" + number;
  }

  private void add(int instance, String name, String... more) {
    labels.add(
        Labels.of(
            LabelNames.METRIC_NAME,
            name,
            "job",
            "job-" + instance / 10,
            "instance",
            String.format(Locale.ROOT, "10.0.%d.%d:8080", instance / 10, instance),
            more[0],
            more[1],
            more[2],
            more[3]));
  }

  /* Counts what the bucket below counts and some more; no bucket below counts nothing. */
  private int[] counter(int[] increments, boolean restarts) {
    int[] counts = new int[SAMPLES];
    int count = 100_000 + 100_000 * increments[0];
    for (int i = 0; i < SAMPLES; i++) {
      increments[i] += random(7);
      count = restarts && i == RESTART ? increments[i] : count + increments[i];
      counts[i] = count;
    }
    return counts;
  }

  private int[] gauge() {
    int[] bytes = new int[SAMPLES];
    int now = 100_000_000 + random(1_000_000_000);
    for (int i = 0; i < SAMPLES; i++) {
      now += random(2_000_000) - 1_000_000;
      bytes[i] = now;
    }
    return bytes;
  }

  private static int[] constant() {
    int[] ones = new int[SAMPLES];
    Arrays.fill(ones, 1);
    return ones;
  }

  /* SplitMix64. */
  private int random(int bound) {
    seed += 0x9e3779b97f4a7c15L;
    long mixed = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return (int) Math.floorMod(mixed ^ (mixed >>> 31), (long) bound);
  }
}
