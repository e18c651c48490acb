package lampas.metrics.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The response headers that may be configured, with the values that they may have.
 *
 * <p>Source: {@code extraHTTPHeaders} of Prometheus's exporter-toolkit.
 */
final class ResponseHeaders {
  private static final Map<String, List<String>> ALLOWED = new LinkedHashMap<>();

  static {
    ALLOWED.put("Strict-Transport-Security", List.of());
    ALLOWED.put("X-Content-Type-Options", List.of("nosniff"));
    ALLOWED.put("X-Frame-Options", List.of("deny", "sameorigin"));
    ALLOWED.put("X-XSS-Protection", List.of());
    ALLOWED.put("Content-Security-Policy", List.of());
  }

  private ResponseHeaders() {}

  static Map<String, String> read(YamlMapping mapping) {
    Map<String, String> headers = new LinkedHashMap<>();
    ALLOWED.forEach((name, values) ->
        mapping
            .text(name)
            .ifPresent(value -> {
              if (!values.isEmpty() && !values.contains(value)) {
                mapping.problem(name, value + " (expected: " + String.join(" or ", values) + ")");
              } else if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
                mapping.problem(
                    name, "a control character or no ASCII (expected: one line of ASCII)");
              } else {
                headers.put(name, value);
              }
            }));
    mapping.finish();
    return headers;
  }
}
