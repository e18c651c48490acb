package lampas.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the endpoint of a path. */
final class Routes {
  /** An endpoint and what stands in the path for its {@code {name}}s. */
  record Match(Endpoint endpoint, Map<String, String> pathValues) {}

  private record Template(List<String> segments, Endpoint endpoint) {}

  private final Map<String, Endpoint> fixed = new HashMap<>();
  private final List<Template> templates = new ArrayList<>();

  Routes(List<Endpoint> endpoints) {
    for (Endpoint endpoint : endpoints) {
      if (endpoint.path().contains("{")) {
        templates.add(new Template(segments(endpoint.path()), endpoint));
      } else if (fixed.put(endpoint.path(), endpoint) != null) {
        throw new IllegalArgumentException(
            "endpoint: " + endpoint.path() + " comes twice (expected: once)");
      }
    }
  }

  /** The endpoint of a path as the request has it, still encoded. */
  Optional<Match> find(String path) {
    Endpoint endpoint = fixed.get(path);
    if (endpoint != null) {
      return Optional.of(new Match(endpoint, Map.of()));
    }
    List<String> segments = segments(path);
    return templates.stream().flatMap(template -> match(template, segments).stream()).findFirst();
  }

  private static Optional<Match> match(Template template, List<String> segments) {
    if (template.segments().size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String expected = template.segments().get(i);
      String found = segments.get(i);
      if (expected.startsWith("{")) {
        values.put(expected.substring(1, expected.length() - 1), decode(found));
      } else if (!expected.equals(found)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Match(template.endpoint(), values));
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  /* A plus sign in a path is a plus sign. */
  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw HttpProblem.badData("path: malformed escape (expected: % and two hex digits)");
    }
  }
}
