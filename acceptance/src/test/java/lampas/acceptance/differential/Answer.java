package lampas.acceptance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lampas.acceptance.peer.Http;
import tools.jackson.databind.JsonNode;

/**
 * What a server answered to a question.
 *
 * @param errorType empty if there was none
 * @param error what the server says of the error
 * @param resultType such as vector; empty if there was an error
 * @param series in the order of the answer; a scalar is a series without labels
 */
record Answer(int status, String errorType, String error, String resultType, List<Series> series) {
  /** Labels as text, times in seconds as text, values. */
  record Series(String labels, List<String> times, List<Double> values) {}

  static Answer of(Http.Answer http) {
    JsonNode json = http.json();
    List<Series> series = new ArrayList<>();
    JsonNode result = json.at("/data/result");
    String type = json.at("/data/resultType").asString("");
    switch (type) {
      case "vector" ->
          result.forEach(entry -> series.add(series(entry, List.of(entry.get("value")))));
      case "matrix" ->
          result.forEach(
              entry -> series.add(series(entry, List.copyOf(entry.path("values").values()))));
      case "scalar" -> series.add(points("", List.of(result)));
      case "string" -> series.add(new Series(result.get(1).asString(), List.of(), List.of()));
      default -> {}
    }
    return new Answer(
        http.status(),
        json.path("errorType").asString(""),
        json.path("error").asString(""),
        type,
        series);
  }

  /** The series by their labels. */
  Map<String, Series> byLabels() {
    Map<String, Series> all = new TreeMap<>();
    series.forEach(one -> all.put(one.labels, one));
    return all;
  }

  private static Series series(JsonNode entry, List<JsonNode> points) {
    Map<String, String> labels = new TreeMap<>();
    entry
        .get("metric")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
    return points(labels.toString(), points);
  }

  private static Series points(String labels, List<JsonNode> points) {
    List<String> times = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (JsonNode point : points) {
      times.add(point.get(0).asDecimal().stripTrailingZeros().toPlainString());
      values.add(number(point.get(1).asString()));
    }
    return new Series(labels, times, values);
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
