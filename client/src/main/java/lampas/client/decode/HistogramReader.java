package lampas.client.decode;

import java.io.IOException;
import lampas.model.histogram.NativeHistogram;
import lampas.model.series.SampleColumns;

/**
 * Reads native histograms: count, sum, and the buckets that count something, with their bounds.
 *
 * <p>Source: "Native histograms" in querying/api.md of Prometheus.
 */
final class HistogramReader {
  private final JsonReader json;
  private final SampleReader samples;

  HistogramReader(JsonReader json, SampleReader samples) {
    this.json = json;
    this.samples = samples;
  }

  /** Reads an array of histogram samples. */
  void histograms(SampleColumns into) throws IOException {
    json.enter('[', "an array of histograms");
    while (json.more(']')) {
      histogram(into);
    }
  }

  /** Reads one histogram sample. */
  void histogram(SampleColumns into) throws IOException {
    long time = samples.beginPair();
    NativeHistogram histogram = value();
    samples.endPair();
    into.addHistogram(time, histogram);
  }

  private NativeHistogram value() throws IOException {
    ReadBuckets buckets = new ReadBuckets();
    json.enter('{', "a histogram");
    long offset = json.bytes.offset();
    Fields fields = new Fields();
    double count = 0;
    double sum = 0;
    while (json.more('}')) {
      String name = json.name();
      switch (name) {
        case "count" -> {
          fields.take(name, json);
          count = samples.value();
        }
        case "sum" -> {
          fields.take(name, json);
          sum = samples.value();
        }
        case "buckets" -> {
          fields.take(name, json);
          buckets(buckets);
        }
        default -> json.skip();
      }
    }
    if (!fields.has("count") || !fields.has("sum")) {
      throw new DecodeException(offset, "a histogram without count or sum", "both");
    }
    return buckets.toHistogram(count, sum, offset);
  }

  private void buckets(ReadBuckets into) throws IOException {
    if (json.isNull()) {
      return;
    }
    json.enter('[', "an array of buckets");
    while (json.more(']')) {
      json.enter('[', "a bucket");
      samples.requireMore("which bounds are inclusive");
      long offset = json.bytes.offset();
      String bounds = json.number("which bounds are inclusive");
      if (bounds.length() != 1 || bounds.charAt(0) > '3') {
        throw new DecodeException(offset, "bounds " + bounds, "0, 1, 2 or 3");
      }
      samples.requireMore("the lower bound");
      double lower = samples.value();
      samples.requireMore("the upper bound");
      double upper = samples.value();
      samples.requireMore("the count");
      into.add(lower, upper, samples.value());
      if (json.more(']')) {
        throw new DecodeException(offset, "a fifth part in a bucket", "four");
      }
    }
  }
}
