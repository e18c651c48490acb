package lampas.client.answer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Any JSON, as a tree. Immutable; the order of fields is kept. */
public sealed interface JsonValue {
  record Text(String value) implements JsonValue {}

  /** A number, as it is written. */
  record Numeral(String text) implements JsonValue {
    public double value() {
      return Double.parseDouble(text);
    }
  }

  record Flag(boolean value) implements JsonValue {}

  record Nothing() implements JsonValue {}

  record Listing(List<JsonValue> elements) implements JsonValue {
    public Listing {
      elements = List.copyOf(elements);
    }
  }

  record Mapping(Map<String, JsonValue> fields) implements JsonValue {
    public Mapping {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }
}
