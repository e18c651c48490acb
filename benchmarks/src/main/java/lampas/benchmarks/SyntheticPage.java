package lampas.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A page as services have them: histograms of ten buckets, counters and gauges with three labels,
 * of which some grow from scrape to scrape. Not thread-safe.
 */
final class SyntheticPage {
  private final Random random;
  private final int blocks;
  private final long[] counts;

  /** A page of {@code 16 * blocks} samples. */
  SyntheticPage(int blocks, long seed) {
    this.blocks = blocks;
    this.random = new Random(seed);
    this.counts = new long[blocks];
  }

  static int samples(int blocks) {
    return 16 * blocks;
  }

  /** The page of the next scrape. */
  byte[] next() {
    StringBuilder out = new StringBuilder(blocks * 1_500);
    out.append("# TYPE http_requests_total counter\n");
    for (int b = 0; b < blocks; b++) {
      counts[b] += random.nextInt(50);
      out.append("http_requests_total").append(labels(b)).append("} ").append(counts[b]);
      out.append('\n');
    }
    out.append("# TYPE http_request_duration_seconds histogram\n");
    for (int b = 0; b < blocks; b++) {
      histogram(out, b);
    }
    out.append("# TYPE queue_seconds gauge\n");
    for (int b = 0; b < blocks; b++) {
      out.append("queue_seconds").append(labels(b)).append("} ");
      out.append(random.nextInt(10_000) / 1_000.0).append('\n');
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void histogram(StringBuilder out, int b) {
    String name = "http_request_duration_seconds";
    String labels = labels(b);
    for (int i = 1; i <= 11; i++) {
      out.append(name).append("_bucket").append(labels).append(",le=\"");
      out.append(i == 11 ? "+Inf" : String.valueOf(i / 100.0)).append("\"} ");
      out.append(counts[b] * i / 11).append('\n');
    }
    out.append(name).append("_sum").append(labels).append("} ");
    out.append(counts[b] * 0.0371).append('\n');
    out.append(name).append("_count").append(labels).append("} ").append(counts[b]).append('\n');
    out.append("in_flight").append(labels).append("} ").append(random.nextInt(8)).append('\n');
  }

  private static String labels(int b) {
    return "{method=\""
        + (b % 2 == 0 ? "GET" : "POST")
        + "\",endpoint=\"/api/v1/resource/"
        + b
        + "\",status=\"200\"";
  }
}
