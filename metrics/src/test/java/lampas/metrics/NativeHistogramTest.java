package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.NativeBuckets;
import lampas.model.histogram.BucketBounds;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Native histograms as scrapers see them, against buckets that are counted the slow way. */
class NativeHistogramTest {
  private static final double[] BOUNDS = {-10, -0.5, 0, 0.001, 0.5, 1, 1.5, 100};

  private final Registry registry = Registry.create();

  @ParameterizedTest
  @ValueSource(ints = {-4, -1, 0, 2, 5, 8})
  void everyObservationIsInItsNativeAndInItsClassicBucket(int schema) throws IOException {
    Histogram histogram = registry.histogram(both(schema, 10_000));
    List<Double> values = values(new Random(schema), 20_000, 3);
    values.forEach(histogram::observe);

    Metrics.Histogram scraped = scraped();

    assertThat(scraped.getSchema()).isEqualTo(schema);
    assertThat(positive(scraped)).isEqualTo(expected(values, schema, 1));
    assertThat(negative(scraped)).isEqualTo(expected(values, schema, -1));
    assertThat(scraped.getZeroCount()).isEqualTo(values.stream().filter(v -> v == 0).count());
    assertThat(scraped.getZeroThreshold()).isEqualTo(0x1p-128);
    assertThat(scraped.getSampleCount()).isEqualTo(20_000);
    assertThat(scraped.getBucketList().stream().map(Metrics.Bucket::getCumulativeCount))
        .isEqualTo(
            IntStream.rangeClosed(0, BOUNDS.length)
                .mapToObj(i -> i == BOUNDS.length ? Double.POSITIVE_INFINITY : BOUNDS[i])
                .map(bound -> values.stream().filter(v -> v <= bound).count())
                .toList());
    assertThat(scraped.getSampleSum())
        .isCloseTo(values.stream().mapToDouble(v -> v).sum(), Offset.offset(1e-6));
  }

  @Test
  void valuesAtClassicBoundsAndRightBesideThemAreToldApart() throws IOException {
    Histogram histogram = registry.histogram(both(0, 160));
    List<Double> values = new ArrayList<>();
    for (double bound : BOUNDS) {
      values.addAll(List.of(bound, Math.nextUp(bound), Math.nextDown(bound)));
    }
    values.forEach(histogram::observe);

    Metrics.Histogram scraped = scraped();

    for (int i = 0; i < BOUNDS.length; i++) {
      double bound = BOUNDS[i];
      /* What is nearer to zero than the threshold counts as zero in classic buckets too. */
      assertThat(scraped.getBucket(i).getCumulativeCount())
          .isEqualTo(
              values.stream().filter(v -> (Math.abs(v) <= 0x1p-128 ? 0 : v) <= bound).count());
    }
    assertThat(scraped.getZeroCount()).isEqualTo(3);
  }

  @Test
  void whereTooManyBucketsCountPairsOfThemBecomeOneAndNothingIsLost() throws IOException {
    Histogram histogram = registry.histogram(both(8, 50));
    List<Double> values = values(new Random(7), 50_000, 300);
    values.forEach(histogram::observe);

    Metrics.Histogram scraped = scraped();

    int schema = scraped.getSchema();
    Map<Integer, Long> positive = expected(values, schema, 1);
    Map<Integer, Long> negative = expected(values, schema, -1);
    assertThat(positive(scraped)).isEqualTo(positive);
    assertThat(negative(scraped)).isEqualTo(negative);
    assertThat(schema).isLessThan(8);
    assertThat(positive.size() + negative.size()).isLessThanOrEqualTo(50);
    assertThat(scraped.getBucketList().getLast().getCumulativeCount()).isEqualTo(50_000);
    assertThat(scraped.getBucket(4).getCumulativeCount())
        .isEqualTo(values.stream().filter(v -> v <= 0.5).count());
  }

  @Test
  void aSchemaThatAScrapeHasShownNeverGetsFinerAgain() throws IOException {
    Histogram histogram = registry.histogram(both(5, 4));
    List.of(0.1, 0.2, 0.4, 0.8, 1.6, 3.2).forEach(histogram::observe);
    int first = scraped().getSchema();
    histogram.observe(1);

    assertThat(scraped().getSchema()).isEqualTo(first).isLessThan(5);
  }

  @Test
  void noObservationOfManyThreadsIsLost() throws Exception {
    Histogram histogram = registry.histogram(both(5, 20));
    List<Double> values = values(new Random(3), 1_000, 200);
    Threads.run(
        8,
        () -> {
          for (int i = 0; i < 50; i++) {
            values.forEach(histogram::observe);
          }
        });

    Metrics.Histogram scraped = scraped();

    Map<Integer, Long> expected = expected(values, scraped.getSchema(), 1);
    expected.replaceAll((index, count) -> count * 400);
    assertThat(positive(scraped)).isEqualTo(expected);
    assertThat(histogram.count()).isEqualTo(400_000);
    assertThat(scraped.getBucket(2).getCumulativeCount())
        .isEqualTo(400 * values.stream().filter(v -> v <= 0x1p-128).count());
  }

  @Test
  void textShowsTheClassicBucketsOrElseOnlyTheInfiniteOne() throws IOException {
    registry.histogram(both(5, 160)).observe(0.7);
    registry
        .histogram(MetricDefinition.nativeHistogram("only_seconds").help("Only native.").build())
        .observe(0.25);

    assertThat(Text.of(registry))
        .contains("both_bucket{le=\"0.5\"} 0\nboth_bucket{le=\"1.0\"} 1\n")
        .endsWith(
            """
            only_seconds_bucket{le="+Inf"} 1
            only_seconds_sum 0.25
            only_seconds_count 1
            """);
  }

  @Test
  void oneThatHasCountedNothingIsStillNative() throws IOException {
    registry.histogram(MetricDefinition.nativeHistogram("only").help("Only native.").build());

    Metrics.Histogram scraped = scraped();

    assertThat(scraped.getPositiveSpanList())
        .containsExactly(Metrics.BucketSpan.newBuilder().build());
    assertThat(scraped.getSampleCount()).isZero();
    assertThat(scraped.hasZeroThreshold()).isTrue();
    assertThat(scraped.getBucketCount()).isZero();
  }

  private Metrics.Histogram scraped() throws IOException {
    return Protobuf.of(registry).getLast().getMetric(0).getHistogram();
  }

  private static MetricDefinition both(int schema, int maximumBuckets) {
    return MetricDefinition.histogram("both")
        .help("Both kinds of buckets.")
        .buckets(Buckets.of(BOUNDS))
        .nativeBuckets(new NativeBuckets(schema, maximumBuckets, 0x1p-128))
        .build();
  }

  private static List<Double> values(Random random, int count, double orders) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double size = Math.exp((random.nextDouble() - 0.5) * orders);
      values.add(
          switch (random.nextInt(10)) {
            case 0 -> 0.0;
            case 1, 2, 3 -> -size;
            default -> size;
          });
    }
    return values;
  }

  private static Map<Integer, Long> expected(List<Double> values, int schema, int sign) {
    Map<Integer, Long> counts = new TreeMap<>();
    for (double value : values) {
      if (value * sign > 0x1p-128) {
        counts.merge(slowIndex(value * sign, schema), 1L, Long::sum);
      }
    }
    return counts;
  }

  private static int slowIndex(double value, int schema) {
    int low = -2_000 << Math.max(0, schema);
    int high = 2_000 << Math.max(0, schema);
    while (low < high) {
      int middle = Math.floorDiv(low + high, 2);
      if (BucketBounds.exponential(middle, schema) < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static Map<Integer, Long> positive(Metrics.Histogram histogram) {
    return counts(histogram.getPositiveSpanList(), histogram.getPositiveDeltaList());
  }

  private static Map<Integer, Long> negative(Metrics.Histogram histogram) {
    return counts(histogram.getNegativeSpanList(), histogram.getNegativeDeltaList());
  }

  private static Map<Integer, Long> counts(List<Metrics.BucketSpan> spans, List<Long> deltas) {
    Map<Integer, Long> counts = new TreeMap<>();
    int index = 0;
    int position = 0;
    long count = 0;
    for (Metrics.BucketSpan span : spans) {
      index += span.getOffset();
      for (int i = 0; i < span.getLength(); i++) {
        count += deltas.get(position++);
        counts.put(index++, count);
      }
    }
    return counts;
  }
}
