package lampas.acceptance.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The list of attempts to read what another tenant has. */
final class Escapes {
  private static final String REQUEST = "GET\t";
  private static final List<String> LABEL_MAKERS =
      List.of("label_replace", "label_join", "absent", "count_values");

  private Escapes() {}

  /** One request that an attempt consists of. */
  record Attempt(String text, String target) {
    /** Whether it is one of those that only Prometheus is asked: the other would say the same. */
    boolean isForPrometheus() {
      return !text.startsWith(REQUEST)
          && (target.startsWith("/api/v1/query_exemplars") || target.startsWith("/api/v1/series"));
    }

    /** Whether the answer may have labels that the expression wrote itself. */
    boolean makesLabels() {
      return LABEL_MAKERS.stream().anyMatch(text::contains);
    }
  }

  /** All attempts: each expression as an instant query, a range query and for exemplars. */
  static List<Attempt> all() throws IOException {
    List<Attempt> attempts = new ArrayList<>();
    long now = System.currentTimeMillis() / 1000;
    for (String line : lines()) {
      if (line.startsWith(REQUEST)) {
        attempts.add(new Attempt(line, target(line, now)));
      } else {
        String expression = encode(line.replace('⏎', '\n'));
        attempts.add(new Attempt(line, "/api/v1/query?query=" + expression));
        attempts.add(
            new Attempt(
                line,
                "/api/v1/query_range?query=%s&start=%d&end=%d&step=5"
                    .formatted(expression, now - 20, now)));
        attempts.add(
            new Attempt(
                line,
                "/api/v1/query_exemplars?query=%s&start=%d&end=%d"
                    .formatted(expression, now - 600, now + 60)));
        attempts.add(
            new Attempt(line, "/api/v1/series?match[]=".replace("[]", "%5B%5D") + expression));
      }
    }
    return attempts;
  }

  /** How many attempts the list has. */
  static int count() throws IOException {
    return lines().size();
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = Escapes.class.getResourceAsStream("escapes.txt")) {
      if (in == null) {
        throw new AssertionError("escapes.txt is not there");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    }
  }

  private static String target(String line, long now) {
    String[] parts = line.split("\t", -1);
    String parameters =
        Arrays.stream(parts)
            .skip(2)
            .map(pair -> {
              int equals = pair.indexOf('=');
              return encode(pair.substring(0, equals))
                  + "="
                  + encode(time(pair.substring(equals + 1), now));
            })
            .collect(Collectors.joining("&"));
    return parts[1] + (parameters.isEmpty() ? "" : "?" + parameters);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String time(String value, long now) {
    return switch (value) {
      case "NOW" -> Long.toString(now);
      case "NOW-60" -> Long.toString(now - 60);
      default -> value;
    };
  }
}
