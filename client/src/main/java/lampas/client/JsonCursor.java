package lampas.client;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a JSON document forwards, value by value, without a tree.
 *
 * <p>Each reading method begins at the first token of a value and ends at its last.
 */
final class JsonCursor implements AutoCloseable {
  /** JSON, but not of the shape that was expected. */
  static final class UnexpectedShape extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexpectedShape(String message) {
      super(message);
    }
  }

  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser parser;

  private JsonCursor(JsonParser parser) {
    this.parser = parser;
  }

  /** A cursor at the document's first value. */
  static JsonCursor of(InputStream in) {
    JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in);
    parser.nextToken();
    return new JsonCursor(parser);
  }

  /** Reads an object; the reader gets each name and must read or {@link #skip()} the value. */
  void object(Consumer<String> reader) {
    expect(JsonToken.START_OBJECT, "an object");
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      reader.accept(name);
    }
    expect(JsonToken.END_OBJECT, "the object's end");
  }

  /** Reads an array; the reader must read or skip each element. */
  void array(Runnable reader) {
    expect(JsonToken.START_ARRAY, "an array");
    while (next() != JsonToken.END_ARRAY) {
      reader.run();
    }
  }

  String text() {
    expect(JsonToken.VALUE_STRING, "text");
    return parser.getString();
  }

  double number() {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw unexpected("a number");
    }
    return parser.getDoubleValue();
  }

  List<String> texts() {
    List<String> texts = new ArrayList<>();
    array(() -> texts.add(text()));
    return texts;
  }

  Map<String, String> textByName() {
    Map<String, String> map = new LinkedHashMap<>();
    object(name -> map.put(name, text()));
    return map;
  }

  JsonToken token() {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw unexpected("a value");
    }
    return token;
  }

  /** A number as it is written. */
  String numberText() {
    return parser.getString();
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  void skip() {
    parser.skipChildren();
  }

  /** Fails unless the document ends here. */
  void end() {
    if (parser.nextToken() != null) {
      throw unexpected("the answer's end");
    }
  }

  @Override
  public void close() {
    parser.close();
  }

  private JsonToken next() {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new UnexpectedShape("it ends too early");
    }
    return token;
  }

  private void expect(JsonToken expected, String what) {
    if (parser.currentToken() != expected) {
      throw unexpected(what);
    }
  }

  private UnexpectedShape unexpected(String expected) {
    JsonToken token = parser.currentToken();
    String found = token == null ? "nothing" : token.name();
    return new UnexpectedShape("%s at %s (expected: %s)".formatted(found, path(), expected));
  }

  private String path() {
    return parser.streamReadContext().pathAsPointer().toString();
  }
}
