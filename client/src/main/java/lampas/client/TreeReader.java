package lampas.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lampas.client.answer.JsonValue;

/**
 * Reads a value of any shape as a tree that is not larger than allowed: a tree takes many times the
 * bytes of its text, so that a limit of the text alone is none of the memory.
 */
final class TreeReader {
  /* About what objects take in a heap below 32 GB: a value in its record and list; an entry of a map
  with its name. */
  private static final int BYTES_A_VALUE = 72;
  private static final int BYTES_A_FIELD = 128;

  private final JsonCursor json;
  private final long maximumBytes;
  private long left;

  private TreeReader(JsonCursor json, long maximumBytes) {
    this.json = json;
    this.maximumBytes = maximumBytes;
    /* Twice, as a text of the largest size is mostly punctuation. */
    this.left = 2 * maximumBytes;
  }

  static JsonValue read(JsonCursor json, long maximumBytes) {
    return new TreeReader(json, maximumBytes).value();
  }

  private JsonValue value() {
    take(BYTES_A_VALUE);
    return switch (json.token()) {
      case START_OBJECT -> {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        json.object(name -> {
          take(BYTES_A_FIELD + name.length());
          fields.put(name, value());
        });
        yield new JsonValue.Mapping(fields);
      }
      case START_ARRAY -> {
        List<JsonValue> elements = new ArrayList<>();
        json.array(() -> elements.add(value()));
        yield new JsonValue.Listing(elements);
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Numeral(json.numberText());
      case VALUE_TRUE -> new JsonValue.Flag(true);
      case VALUE_FALSE -> new JsonValue.Flag(false);
      case VALUE_NULL -> new JsonValue.Nothing();
      default -> {
        String text = json.text();
        take(text.length());
        yield new JsonValue.Text(text);
      }
    };
  }

  private void take(int bytes) {
    left -= bytes;
    if (left < 0) {
      throw new RequestException(new ClientFailure.TooLarge(maximumBytes));
    }
  }
}
