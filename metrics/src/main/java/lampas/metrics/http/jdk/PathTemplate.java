package lampas.metrics.http.jdk;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;

/** The segments of a path, some of which are variables. */
record PathTemplate(List<Segment> segments) {
  /**
   * One segment.
   *
   * @param text the name of a variable, or the text itself
   */
  record Segment(String text, boolean variable) {}

  static PathTemplate parse(String template) {
    List<Segment> segments = split(template).stream().map(text -> segment(text, template)).toList();
    Set<String> names = new HashSet<>();
    for (Segment segment : segments) {
      if (segment.variable && !names.add(segment.text)) {
        throw wrong(template, "variable " + segment.text + " comes twice (expected: once)");
      }
    }
    return new PathTemplate(segments);
  }

  private static Segment segment(String text, String template) {
    boolean variable = text.length() > 2 && text.startsWith("{") && text.endsWith("}");
    String inner = variable ? text.substring(1, text.length() - 1) : text;
    if (inner.contains("{") || inner.contains("}")) {
      throw wrong(template, "segment \"" + text + "\" (expected: a text, or a name in braces)");
    }
    return new Segment(inner, variable);
  }

  private static MetricsException wrong(String template, String what) {
    return new MetricsException(ErrorKind.USER, "route template: " + template + ": " + what);
  }

  static List<String> split(String path) {
    return path.isEmpty() ? List.of() : List.of(path.substring(1).split("/", -1));
  }

  /** The values of the variables if a path, in encoded segments, has this form. */
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      Segment segment = segments.get(i);
      String value = decoded(path.get(i));
      if (segment.variable && !value.isEmpty()) {
        variables.put(segment.text, value);
      } else if (segment.variable || !value.equals(segment.text)) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  /* In a path a plus is a plus. */
  private static String decoded(String segment) {
    return segment.indexOf('%') < 0
        ? segment
        : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** What two templates have in common that match the same paths. */
  String form() {
    return segments.stream()
        .map(segment -> segment.variable ? "{}" : segment.text)
        .collect(Collectors.joining("/"));
  }

  /** Sorts texts before variables, segment by segment. */
  String order() {
    return segments.stream()
        .map(segment -> segment.variable ? "1" : "0")
        .collect(Collectors.joining());
  }
}
