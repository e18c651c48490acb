package lampas.benchmarks;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lampas.model.label.Labels;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.VectorSample;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decodes an answer by a tree of it, into the same columns. */
final class JsonTrees {
  private static final JsonMapper JACKSON = new JsonMapper();

  private JsonTrees() {}

  static QueryResult jackson(InputStream in) {
    JsonNode data = JACKSON.readTree(in).get("data");
    List<VectorSample> vector = new ArrayList<>();
    List<MatrixSeries> matrix = new ArrayList<>();
    for (JsonNode series : data.get("result")) {
      Labels.Builder labels = Labels.builder();
      series
          .get("metric")
          .properties()
          .forEach(label -> labels.add(label.getKey(), label.getValue().stringValue()));
      JsonNode value = series.get("value");
      if (value != null) {
        vector.add(new FloatSample(labels.build(), time(value), value(value)));
      } else {
        JsonNode values = series.get("values");
        SampleColumns samples = new SampleColumns(values.size());
        for (JsonNode sample : values) {
          samples.add(time(sample), value(sample));
        }
        matrix.add(new MatrixSeries(labels.build(), samples));
      }
    }
    return matrix.isEmpty() ? new QueryResult.Vector(vector) : new QueryResult.Matrix(matrix);
  }

  private static long time(JsonNode sample) {
    return Math.round(sample.get(0).doubleValue() * 1000);
  }

  private static double value(JsonNode sample) {
    return SampleValue.parse(sample.get(1).stringValue());
  }

  static QueryResult gson(InputStream in) {
    JsonObject data =
        JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
            .getAsJsonObject()
            .getAsJsonObject("data");
    List<VectorSample> vector = new ArrayList<>();
    List<MatrixSeries> matrix = new ArrayList<>();
    for (JsonElement element : data.getAsJsonArray("result")) {
      JsonObject series = element.getAsJsonObject();
      Labels.Builder labels = Labels.builder();
      series
          .getAsJsonObject("metric")
          .entrySet()
          .forEach(label -> labels.add(label.getKey(), label.getValue().getAsString()));
      JsonArray value = series.getAsJsonArray("value");
      if (value != null) {
        vector.add(new FloatSample(labels.build(), time(value), value(value)));
      } else {
        JsonArray values = series.getAsJsonArray("values");
        SampleColumns samples = new SampleColumns(values.size());
        for (JsonElement sample : values) {
          samples.add(time(sample.getAsJsonArray()), value(sample.getAsJsonArray()));
        }
        matrix.add(new MatrixSeries(labels.build(), samples));
      }
    }
    return matrix.isEmpty() ? new QueryResult.Vector(vector) : new QueryResult.Matrix(matrix);
  }

  private static long time(JsonArray sample) {
    return Math.round(sample.get(0).getAsDouble() * 1000);
  }

  private static double value(JsonArray sample) {
    return SampleValue.parse(sample.get(1).getAsString());
  }
}
