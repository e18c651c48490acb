package lampas.benchmarks;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lampas.model.label.Labels;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.VectorSample;
import lampas.model.series.SampleColumns;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.io.NumberInput;
import tools.jackson.core.json.JsonFactory;

/**
 * Decodes an answer with Jackson's tokens, into the same columns: values from Jackson's characters
 * without a string, by its fast parser of numbers.
 */
final class JacksonStream {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();

  private final JsonParser json;
  private final SampleColumns samples = new SampleColumns();
  private final List<VectorSample> vector = new ArrayList<>();
  private final List<MatrixSeries> matrix = new ArrayList<>();
  private String type = "";
  private String[] labels = new String[32];

  private JacksonStream(JsonParser json) {
    this.json = json;
  }

  static QueryResult decode(InputStream in) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), in)) {
      return new JacksonStream(json).answer();
    }
  }

  private QueryResult answer() {
    json.nextToken();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("data")) {
        data();
      } else {
        json.skipChildren();
      }
    }
    return type.equals("vector") ? new QueryResult.Vector(vector) : new QueryResult.Matrix(matrix);
  }

  private void data() {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "resultType" -> type = json.getString();
        case "result" -> {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            series();
          }
        }
        default -> json.skipChildren();
      }
    }
  }

  private void series() {
    Labels metric = Labels.empty();
    samples.clear();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "metric" -> metric = labels();
        case "value" -> sample();
        case "values" -> {
          while (json.nextToken() == JsonToken.START_ARRAY) {
            sample();
          }
        }
        default -> json.skipChildren();
      }
    }
    if (type.equals("vector")) {
      vector.add(new FloatSample(metric, samples.time(0), samples.value(0)));
    } else {
      matrix.add(new MatrixSeries(metric, samples.copy()));
    }
  }

  private Labels labels() {
    int size = 0;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      if (size == labels.length) {
        labels = Arrays.copyOf(labels, 2 * size);
      }
      labels[size++] = json.currentName();
      json.nextToken();
      labels[size++] = json.getString();
    }
    return Labels.of(Arrays.copyOf(labels, size));
  }

  private void sample() {
    boolean whole = json.nextToken() == JsonToken.VALUE_NUMBER_INT;
    long time = whole ? json.getLongValue() * 1000 : Math.round(json.getDoubleValue() * 1000);
    json.nextToken();
    samples.add(time, value());
    json.nextToken();
  }

  private double value() {
    char[] text = json.getStringCharacters();
    int start = json.getStringOffset();
    int length = json.getStringLength();
    char last = text[start + length - 1];
    if (last == 'N') {
      return Double.NaN;
    }
    if (last == 'f') {
      return text[start] == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return NumberInput.parseDouble(text, start, length, true);
  }
}
