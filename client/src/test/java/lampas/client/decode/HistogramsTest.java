package lampas.client.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import lampas.model.histogram.BucketCounts;
import lampas.model.histogram.HistogramBucket;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.HistogramSample;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;
import org.junit.jupiter.api.Test;

/** Native histograms come back from JSON as they were, as far as JSON tells of them. */
class HistogramsTest {
  private static String json(NativeHistogram histogram) {
    StringBuilder out = new StringBuilder("{\"count\":\"").append(text(histogram.count()));
    out.append("\",\"sum\":\"").append(text(histogram.sum())).append('"');
    String next = ",\"buckets\":[";
    for (HistogramBucket bucket : histogram.buckets()) {
      int bounds = bucket.lowerInclusive() ? (bucket.upperInclusive() ? 3 : 1) : 0;
      out.append(next).append('[').append(bounds).append(",\"").append(text(bucket.lower()));
      out.append("\",\"").append(text(bucket.upper())).append("\",\"");
      out.append(text(bucket.count())).append("\"]");
      next = ",";
    }
    return out.append(next.equals(",") ? "]}" : "}").toString();
  }

  private static String text(double value) {
    return SampleValue.format(value);
  }

  private static NativeHistogram readBack(String json) {
    QueryResult.Vector vector =
        (QueryResult.Vector)
            Answers.result("vector", "{\"metric\":{\"a\":\"b\"},\"histogram\":[1.5," + json + "]}");
    HistogramSample sample = (HistogramSample) vector.samples().getFirst();
    assertThat(sample.labels()).isEqualTo(Labels.of("a", "b"));
    assertThat(sample.timeMillis()).isEqualTo(1500);
    return sample.histogram();
  }

  @Test
  void everyExponentialSchemaComesBack() {
    Random random = new Random(7);
    for (int schema = -4; schema <= 8; schema++) {
      NativeHistogram histogram =
          NativeHistogram.builder()
              .schema(schema)
              .count(20)
              .sum(-3.5)
              .zeroBucket(Math.scalb(1.0, -128), 4)
              .positive(buckets(random, schema))
              .negative(buckets(random, schema))
              .build();
      assertThat(readBack(json(histogram))).isEqualTo(histogram);
    }
  }

  /* Above the zero bucket and below the largest numbers, in every schema. */
  private static BucketCounts buckets(Random random, int schema) {
    int[] indices = new int[4];
    double[] counts = new double[4];
    int index = schema < 0 ? -(64 >> -schema) : -(64 << schema);
    for (int i = 0; i < indices.length; i++) {
      index += 1 + random.nextInt(schema < 0 ? 2 : 8 << schema);
      indices[i] = index;
      counts[i] = 1 + random.nextInt(9);
    }
    return BucketCounts.of(indices, counts);
  }

  @Test
  void oneBucketIsEnoughToTellTheSchema() {
    NativeHistogram histogram =
        NativeHistogram.builder()
            .schema(3)
            .count(2)
            .sum(9)
            .positive(BucketCounts.of(new int[] {17}, new double[] {2}))
            .build();
    assertThat(readBack(json(histogram))).isEqualTo(histogram);
  }

  @Test
  void bucketsUpToTheLargestNumberAndInfinityComeBack() {
    for (int schema : new int[] {-4, 0, 8}) {
      int last = schema < 0 ? 64 : 1024 << schema;
      NativeHistogram histogram =
          NativeHistogram.builder()
              .schema(schema)
              .count(6)
              .sum(Double.POSITIVE_INFINITY)
              .positive(BucketCounts.of(new int[] {3, last, last + 1}, new double[] {1, 2, 3}))
              .build();
      assertThat(readBack(json(histogram))).isEqualTo(histogram);
    }
  }

  @Test
  void customBucketsComeBackWithTheBoundsThatCount() {
    NativeHistogram histogram =
        NativeHistogram.builder()
            .schema(NativeHistogram.CUSTOM_BUCKETS)
            .customBounds(0.1, 0.25, 3)
            .count(9)
            .sum(9)
            .positive(BucketCounts.of(new int[] {0, 1, 2, 3}, new double[] {2, 3, 1, 3}))
            .build();
    assertThat(readBack(json(histogram))).isEqualTo(histogram);

    NativeHistogram gaps =
        histogram.toBuilder()
            .positive(BucketCounts.of(new int[] {1, 3}, new double[] {3, 6}))
            .build();
    assertThat(readBack(json(gaps)).buckets()).isEqualTo(gaps.buckets());
  }

  @Test
  void aHistogramWithoutBucketsOrWithOnlyTheZeroBucketIsWhole() {
    NativeHistogram empty = readBack("{\"count\":\"0\",\"sum\":\"NaN\"}");
    assertThat(empty.count()).isZero();
    assertThat(empty.sum()).isNaN();
    assertThat(empty.buckets()).isEmpty();

    NativeHistogram zero =
        readBack("{\"sum\":\"0\",\"buckets\":[[3,\"-0.001\",\"0.001\",\"5\"]],\"count\":\"5\"}");
    assertThat(zero.zeroThreshold()).isEqualTo(0.001);
    assertThat(zero.zeroCount()).isEqualTo(5);
  }

  /* Prometheus cuts off what the zero bucket reaches into. */
  @Test
  void aBucketThatTheZeroBucketReachesIntoKeepsItsIndex() {
    NativeHistogram histogram =
        readBack(
            """
            {"count":"6","sum":"1","buckets":[[3,"-0.3","0.3","1"],[0,"0.3","0.5","2"],\
            [0,"0.5","1","3"]]}\
            """);

    assertThat(histogram.schema()).isZero();
    assertThat(histogram.positive())
        .isEqualTo(BucketCounts.of(new int[] {-1, 0}, new double[] {2, 3}));
  }

  @Test
  void aMatrixMayHaveBothKindsOfSamples() {
    QueryResult.Matrix matrix =
        (QueryResult.Matrix)
            Answers.result(
                "matrix",
                """
                {"metric":{},"values":[[1,"1"]],"histograms":[[2,{"count":"1","sum":"2","buckets":\
                [[0,"1","2","1"]]}],[3,{"count":"0","sum":"0"}]]}\
                """);

    SampleColumns samples = matrix.series().getFirst().samples();
    assertThat(samples.size()).isEqualTo(1);
    assertThat(samples.histograms().size()).isEqualTo(2);
    assertThat(samples.histograms().time(1)).isEqualTo(3000);
    assertThat(samples.histograms().histogram(0).buckets())
        .isEqualTo(List.of(new HistogramBucket(1, 2, false, true, 1)));
    assertThat(samples.histograms().histogram(0).sum()).isCloseTo(2, within(0.0));
  }
}
