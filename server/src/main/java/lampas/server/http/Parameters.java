package lampas.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The named values of a request: those of its form first, then those of its URL. Immutable. */
public final class Parameters {
  private static final int MAXIMUM = 10_000;

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /** The parameters of encoded texts such as {@code a=1&b=%20}, the first of which go first. */
  static Parameters parse(String... encoded) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    int count = 0;
    for (String text : encoded) {
      for (int start = 0; start < text.length(); ) {
        int end = text.indexOf('&', start);
        end = end < 0 ? text.length() : end;
        if (end > start) {
          if (++count > MAXIMUM) {
            throw HttpProblem.badData("parameters: too many (expected: at most " + MAXIMUM + ")");
          }
          add(text.substring(start, end), values);
        }
        start = end + 1;
      }
    }
    return new Parameters(values);
  }

  /** The first value of this name that is not empty. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst().filter(value -> !value.isEmpty());
  }

  /** All values of this name. */
  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  private static void add(String pair, Map<String, List<String>> values) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    values.computeIfAbsent(decode(name), any -> new ArrayList<>(1)).add(decode(value));
  }

  private static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw HttpProblem.badData("parameters: malformed escape (expected: % and two hex digits)");
    }
  }
}
