package lampas.server.api;

import lampas.model.label.Labels;
import lampas.model.result.QueryResult;
import lampas.model.series.SampleValue;
import tools.jackson.core.JsonGenerator;

/**
 * Query results as Prometheus's HTTP API writes them.
 *
 * <p>Times are seconds with either no or three decimals. Values of vectors and matrices have an
 * exponent below 1e-6 and from 1e21 on, those of scalars never. Text that has no UTF-8, half a
 * surrogate pair, becomes U+FFFD. Source: what Prometheus answers.
 */
public final class ResultJson {
  private ResultJson() {}

  /** Writes {@code "resultType": …, "result": …} into an object. */
  public static void write(QueryResult result, JsonGenerator json) {
    json.writeStringProperty("resultType", typeName(result));
    json.writeName("result");
    switch (result) {
      case QueryResult.Scalar(long time, double value) ->
          sample(json, time, SampleValue.format(value));
      case QueryResult.Text(long time, String value) -> sample(json, time, wellFormed(value));
      case QueryResult.Vector(var samples) -> {
        json.writeStartArray();
        for (QueryResult.VectorSample sample : samples) {
          json.writeStartObject();
          metric(json, sample.labels());
          switch (sample) {
            case QueryResult.FloatSample one -> {
              json.writeName("value");
              sample(json, one.timeMillis(), value(one.value()));
            }
            case QueryResult.HistogramSample one -> {
              json.writeName("histogram");
              HistogramJson.write(one.timeMillis(), one.histogram(), json);
            }
          }
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      case QueryResult.Matrix(var series) -> {
        SampleText text = new SampleText();
        json.writeStartArray();
        for (QueryResult.MatrixSeries one : series) {
          json.writeStartObject();
          metric(json, one.labels());
          if (one.samples().size() > 0) {
            json.writeName("values");
            text.write(one.samples(), json);
          }
          if (!one.samples().histograms().isEmpty()) {
            json.writeName("histograms");
            HistogramJson.write(one.samples().histograms(), json);
          }
          json.writeEndObject();
        }
        json.writeEndArray();
      }
    }
  }

  /** Writes labels as an object. */
  public static void labels(JsonGenerator json, Labels labels) {
    json.writeStartObject();
    for (int i = 0; i < labels.size(); i++) {
      json.writeStringProperty(wellFormed(labels.name(i)), wellFormed(labels.value(i)));
    }
    json.writeEndObject();
  }

  /** A value of a vector or a matrix. */
  static String value(double value) {
    double size = Math.abs(value);
    boolean exponent = size != 0 && (size < 1e-6 || (size >= 1e21 && Double.isFinite(value)));
    return exponent ? withExponent(value) : SampleValue.format(value);
  }

  /** Milliseconds as seconds. */
  static String seconds(long millis) {
    String sign = millis < 0 ? "-" : "";
    long whole = Math.abs(millis / 1000);
    long rest = Math.abs(millis % 1000);
    return rest == 0
        ? sign + whole
        : sign + whole + "." + (rest < 100 ? "0" : "") + (rest < 10 ? "0" : "") + rest;
  }

  private static String typeName(QueryResult result) {
    return switch (result) {
      case QueryResult.Scalar scalar -> "scalar";
      case QueryResult.Text text -> "string";
      case QueryResult.Vector vector -> "vector";
      case QueryResult.Matrix matrix -> "matrix";
    };
  }

  private static void metric(JsonGenerator json, Labels labels) {
    json.writeName("metric");
    labels(json, labels);
  }

  private static void sample(JsonGenerator json, long timeMillis, String value) {
    json.writeStartArray();
    json.writeNumber(seconds(timeMillis));
    json.writeString(value);
    json.writeEndArray();
  }

  static String wellFormed(String text) {
    int i = 0;
    while (i < text.length() && !Character.isSurrogate(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    return text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /* Go writes 1e-07 where Java writes 1.0E-7. */
  private static String withExponent(double value) {
    String java = Double.toString(value);
    int mark = java.indexOf('E');
    String mantissa = java.substring(0, mark);
    int exponent = Integer.parseInt(java.substring(mark + 1));
    return (mantissa.endsWith(".0") ? mantissa.substring(0, mantissa.length() - 2) : mantissa)
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}
