package lampas.server.api;

import lampas.model.histogram.HistogramBucket;
import lampas.model.histogram.NativeHistogram;
import lampas.model.series.HistogramColumns;
import tools.jackson.core.JsonGenerator;

/**
 * Native histograms as Prometheus's HTTP API writes them: count, sum and the buckets that are not
 * empty, each with its bounds and a number that says which of them are inclusive.
 *
 * <p>Source: "Native histograms" in querying/api.md of Prometheus.
 */
final class HistogramJson {
  private static final int UPPER_INCLUSIVE = 0;
  private static final int LOWER_INCLUSIVE = 1;
  private static final int BOTH_EXCLUSIVE = 2;
  private static final int BOTH_INCLUSIVE = 3;

  private HistogramJson() {}

  /** Writes an array of samples. */
  static void write(HistogramColumns samples, JsonGenerator json) {
    json.writeStartArray();
    for (int i = 0; i < samples.size(); i++) {
      write(samples.time(i), samples.histogram(i), json);
    }
    json.writeEndArray();
  }

  /** Writes an array of time and histogram. */
  static void write(long timeMillis, NativeHistogram histogram, JsonGenerator json) {
    json.writeStartArray();
    json.writeNumber(ResultJson.seconds(timeMillis));
    json.writeStartObject();
    json.writeStringProperty("count", ResultJson.value(histogram.count()));
    json.writeStringProperty("sum", ResultJson.value(histogram.sum()));
    boolean first = true;
    for (HistogramBucket bucket : histogram.buckets()) {
      if (bucket.count() != 0) {
        if (first) {
          json.writeArrayPropertyStart("buckets");
        }
        first = false;
        bucket(bucket, json);
      }
    }
    if (!first) {
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void bucket(HistogramBucket bucket, JsonGenerator json) {
    json.writeStartArray();
    json.writeNumber(bounds(bucket));
    json.writeString(ResultJson.value(bucket.lower()));
    json.writeString(ResultJson.value(bucket.upper()));
    json.writeString(ResultJson.value(bucket.count()));
    json.writeEndArray();
  }

  private static int bounds(HistogramBucket bucket) {
    if (bucket.lowerInclusive()) {
      return bucket.upperInclusive() ? BOTH_INCLUSIVE : LOWER_INCLUSIVE;
    }
    return bucket.upperInclusive() ? UPPER_INCLUSIVE : BOTH_EXCLUSIVE;
  }
}
