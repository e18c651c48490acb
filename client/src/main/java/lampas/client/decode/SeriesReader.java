package lampas.client.decode;

import java.io.IOException;
import lampas.model.label.Labels;
import lampas.model.series.SampleColumns;

/** Reads the elements of a vector's or a matrix's result. */
final class SeriesReader {
  /** What the fields of an element make it. */
  enum Shape {
    /** One sample: an element of a vector. */
    INSTANT,
    /** Any number of samples: an element of a matrix. */
    RANGE,
    /** Labels only: a series of a matrix that has no samples. */
    BARE
  }

  private static final int METRIC = 1;
  private static final int VALUE = 2;
  private static final int VALUES = 4;
  private static final int HISTOGRAM = 8;
  private static final int HISTOGRAMS = 16;

  private static final long METRIC_NAME = Swar.word("\"metric\"");
  private static final long VALUE_NAME = Swar.word("\"value\":");
  private static final long VALUES_NAME = Swar.word("\"values\"");

  private final JsonReader json;
  private final SampleReader samples;
  private final HistogramReader histograms;
  private final LabelReader labelReader;

  private Labels labels = Labels.empty();
  private SampleColumns columns = new SampleColumns(16);

  SeriesReader(JsonReader json, SampleReader samples) {
    this.json = json;
    this.samples = samples;
    this.histograms = new HistogramReader(json, samples);
    this.labelReader = new LabelReader(json);
  }

  Labels labels() {
    return labels;
  }

  SampleColumns samples() {
    return columns;
  }

  /**
   * The samples, to keep, in columns as large as they need to be.
   *
   * <p>The next series usually has as many: it is read into columns of that size, which then need
   * no copy.
   */
  SampleColumns take() {
    int size = columns.size();
    if (columns.times().length != size || !columns.histograms().isEmpty()) {
      SampleColumns copy = columns.copy();
      columns = size == 0 ? columns : new SampleColumns(size);
      return copy;
    }
    SampleColumns taken = columns;
    columns = new SampleColumns(size);
    return taken;
  }

  Shape read() throws IOException {
    labels = Labels.empty();
    columns.clear();
    json.token();
    long offset = json.bytes.offset();
    json.enter('{', "a series");
    int found = 0;
    while (json.more('}')) {
      found = field(name(), found);
    }
    int kinds = found & ~METRIC;
    if (kinds == VALUE || kinds == HISTOGRAM) {
      return Shape.INSTANT;
    }
    if ((kinds & (VALUE | HISTOGRAM)) != 0) {
      throw new DecodeException(
          offset, "a series of several kinds", "either value, histogram, or values and histograms");
    }
    return kinds == 0 ? Shape.BARE : Shape.RANGE;
  }

  /* The common names are told by their eight bytes; as texts they would be a quarter of the work. */
  private String name() throws IOException {
    Bytes bytes = json.bytes;
    long word = Swar.load(bytes.buffer, bytes.position);
    if (word == VALUE_NAME) {
      bytes.position += 8;
      return "value";
    }
    boolean colon = bytes.buffer[bytes.position + 8] == ':';
    if (colon && word == METRIC_NAME) {
      bytes.position += 9;
      return "metric";
    }
    if (colon && word == VALUES_NAME) {
      bytes.position += 9;
      return "values";
    }
    return json.name();
  }

  private int field(String name, int found) throws IOException {
    int field =
        switch (name) {
          case "metric" -> METRIC;
          case "value" -> VALUE;
          case "values" -> VALUES;
          case "histogram" -> HISTOGRAM;
          case "histograms" -> HISTOGRAMS;
          default -> 0;
        };
    if ((found & field) != 0) {
      throw new DecodeException(json.bytes.offset(), "a second " + name + " in one object", "one");
    }
    switch (field) {
      case METRIC -> labels = labelReader.read();
      case VALUE -> samples.sample(columns);
      case VALUES -> {
        if (!json.isNull()) {
          samples.samples(columns);
        }
      }
      case HISTOGRAM -> histograms.histogram(columns);
      case HISTOGRAMS -> {
        if (!json.isNull()) {
          histograms.histograms(columns);
        }
      }
      default -> json.skip();
    }
    return found | field;
  }
}
