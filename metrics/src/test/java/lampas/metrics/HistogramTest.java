package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private final Registry registry = Registry.create();
  private final Histogram histogram = registry.histogram(Definitions.LATENCY);

  @Test
  void aBucketCountsUpToAndIncludingItsBound() throws IOException {
    for (double value : new double[] {-5, 0, 0.1, 0.10000000000000002, 1, 2, 1e6, 1e7}) {
      histogram.observe(value);
    }

    assertThat(Text.of(registry))
        .endsWith(
            """
            request_duration_seconds_bucket{le="0.1"} 3
            request_duration_seconds_bucket{le="1.0"} 5
            request_duration_seconds_bucket{le="1e+06"} 7
            request_duration_seconds_bucket{le="+Inf"} 8
            request_duration_seconds_sum 10999998.2
            request_duration_seconds_count 8
            """);
    assertThat(histogram.count()).isEqualTo(8);
    assertThat(histogram.sum()).isEqualTo(10999998.2);
  }

  @Test
  void whatIsNotFiniteIsNotObserved() throws IOException {
    histogram.observe(Double.NaN);
    histogram.observe(Double.POSITIVE_INFINITY);
    histogram.observe(2);

    assertThat(histogram.count()).isEqualTo(1);
    assertThat(histogram.sum()).isEqualTo(2);
    assertThat(Text.of(registry))
        .contains("lampas_metrics_ignored_amounts_total{metric=\"request_duration_seconds\"} 2\n");
  }

  @Test
  void noObservationOfManyThreadsIsLost() throws InterruptedException {
    Threads.run(
        8,
        () -> {
          for (int i = 0; i < 50_000; i++) {
            histogram.observe(0.5);
            histogram.observe(2);
          }
        });

    assertThat(histogram.count()).isEqualTo(800_000);
    assertThat(histogram.sum()).isEqualTo(1_000_000);
  }

  @Test
  void theCountOfAScrapeIsTheSumOfItsBucketsWhileOthersObserve() throws InterruptedException {
    AtomicBoolean scraped = new AtomicBoolean();
    Thread scraper =
        new Thread(() -> {
          for (int i = 0; i < 2_000; i++) {
            List<Long> counts = countsOfAScrape();
            assertThat(counts.get(1)).isEqualTo(counts.get(0));
          }
          scraped.set(true);
        });
    scraper.start();
    Threads.run(
        2,
        () -> {
          while (scraper.isAlive()) {
            histogram.observe(0.05);
            histogram.observe(2e6);
          }
        });
    scraper.join();

    assertThat(scraped).isTrue();
  }

  private List<Long> countsOfAScrape() {
    try {
      return Pattern.compile("(?:\\{le=\"\\+Inf\"}|_count) (\\d+)\n")
          .matcher(Text.of(registry))
          .results()
          .map(found -> Long.valueOf(found.group(1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
