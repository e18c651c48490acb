package lampas.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import lampas.client.JsonCursor.UnexpectedShape;
import lampas.model.label.Labels;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.VectorSample;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;

/** Reads {@code {"resultType": …, "result": …}}, in either order. */
final class ResultReader {
  private final JsonCursor json;
  private String type = "";
  private boolean hasResult;

  /* What the result holds, before its type is known. */
  private final List<VectorSample> samples = new ArrayList<>();
  private final List<MatrixSeries> series = new ArrayList<>();
  private long loneTime;
  private String loneValue = "";
  private boolean lone;

  private ResultReader(JsonCursor json) {
    this.json = json;
  }

  static QueryResult read(JsonCursor json) {
    ResultReader reader = new ResultReader(json);
    json.object(reader::field);
    return reader.toResult();
  }

  private void field(String name) {
    switch (name) {
      case "resultType" -> type = json.text();
      case "result" -> {
        hasResult = true;
        result();
      }
      default -> json.skip();
    }
  }

  private void result() {
    if (json.isNull()) {
      return;
    }
    json.enterArray();
    if (json.isNumber()) {
      lone = true;
      loneTime = millis();
      json.nextElement();
      loneValue = json.text();
      if (json.nextElement()) {
        throw new UnexpectedShape("a third part in a result (expected: time and value)");
      }
      return;
    }
    while (!json.isArrayEnd()) {
      oneSeries();
      json.nextElement();
    }
  }

  private void oneSeries() {
    Labels.Builder labels = Labels.builder();
    SampleColumns one = new SampleColumns(1);
    SampleColumns many = new SampleColumns();
    boolean[] found = new boolean[2];
    json.object(name -> {
      switch (name) {
        case "metric" -> json.object(label -> labels.add(label, json.text()));
        case "value" -> {
          found[0] = true;
          sample(one);
        }
        case "values" -> {
          found[1] = true;
          json.array(() -> sample(many));
        }
        case "histogram", "histograms" ->
            throw new UnexpectedShape("a native histogram (expected: float samples)");
        default -> json.skip();
      }
    });
    if (found[0] == found[1]) {
      throw new UnexpectedShape("a series in the result (expected: either value or values)");
    }
    if (found[0]) {
      samples.add(new FloatSample(build(labels), one.time(0), one.value(0)));
    } else {
      series.add(new MatrixSeries(build(labels), many.copy()));
    }
  }

  private void sample(SampleColumns into) {
    long[] time = new long[1];
    json.pair(() -> time[0] = millis(), () -> into.add(time[0], value(json.text())));
  }

  private QueryResult toResult() {
    if (!hasResult) {
      throw new UnexpectedShape("no result");
    }
    return switch (type) {
      case "vector" -> given(!lone && series.isEmpty(), () -> new QueryResult.Vector(samples));
      case "matrix" -> given(!lone && samples.isEmpty(), () -> new QueryResult.Matrix(series));
      case "scalar" -> given(lone, () -> new QueryResult.Scalar(loneTime, value(loneValue)));
      case "string" -> given(lone, () -> new QueryResult.Text(loneTime, loneValue));
      default ->
          throw new UnexpectedShape(
              "resultType \"%s\" (expected: vector, matrix, scalar or string)".formatted(type));
    };
  }

  private QueryResult given(boolean fits, Supplier<QueryResult> result) {
    if (!fits) {
      throw new UnexpectedShape("a result that is no " + type);
    }
    return result.get();
  }

  private long millis() {
    return Math.round(json.number() * 1000);
  }

  private static double value(String text) {
    try {
      return SampleValue.parse(text);
    } catch (NumberFormatException malformed) {
      throw new UnexpectedShape("value \"" + text + "\" (expected: a number)");
    }
  }

  private static Labels build(Labels.Builder labels) {
    try {
      return labels.build();
    } catch (IllegalArgumentException malformed) {
      throw new UnexpectedShape(String.valueOf(malformed.getMessage()));
    }
  }
}
