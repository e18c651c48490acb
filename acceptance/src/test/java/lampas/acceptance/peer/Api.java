package lampas.acceptance.peer;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The HTTP API of a Prometheus or of lampas: the same questions to both. */
public record Api(URI base) {
  /** The series of an instant vector by their labels, as sorted text, with values as text. */
  public Map<String, String> vector(String promql) {
    Http.Answer answer = Http.post(base, "/api/v1/query", Map.of("query", promql));
    if (answer.status() != 200) {
      throw new AssertionError(promql + ": " + answer.status() + " " + answer.body());
    }
    Map<String, String> series = new TreeMap<>();
    for (JsonNode sample : answer.json().at("/data/result")) {
      series.put(labels(sample.get("metric")), sample.at("/value/1").asString());
    }
    return series;
  }

  /** The only value of an expression; an absent one fails. */
  public String value(String promql) {
    Map<String, String> series = vector(promql);
    if (series.size() != 1) {
      throw new AssertionError(promql + ": " + series + " (expected: one series)");
    }
    return series.values().iterator().next();
  }

  /** Whether the expression has the value now. */
  public boolean has(String promql, String value) {
    return vector(promql).containsValue(value);
  }

  private static String labels(JsonNode metric) {
    return metric.properties().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue().asString())
        .sorted()
        .collect(Collectors.joining(","));
  }
}
