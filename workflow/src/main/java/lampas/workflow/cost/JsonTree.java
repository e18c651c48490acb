package lampas.workflow.cost;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import lampas.workflow.cost.Json.Place;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/** Reads one JSON document with the places of its values. */
final class JsonTree {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

  private final String name;
  private final JsonParser parser;

  private JsonTree(String name, JsonParser parser) {
    this.name = name;
    this.parser = parser;
  }

  /**
   * Reads a document.
   *
   * @throws PriceTableException if it is no JSON
   */
  static Json read(String name, InputStream in) throws IOException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
      return new JsonTree(name, parser).document();
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (JacksonException e) {
      Place place = place(e.getLocation());
      throw new PriceTableException(
          List.of(
              "%s:%s: %s (expected: JSON)"
                  .formatted(name, place, e.getOriginalMessage().replace('\n', ' '))));
    }
  }

  private Json document() {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new PriceTableException(List.of(name + ": empty (expected: a price table)"));
    }
    Json value = value(first);
    if (parser.nextToken() != null) {
      throw new PriceTableException(
          List.of(
              "%s:%s: more behind the table (expected: its end)"
                  .formatted(name, place(parser.currentTokenLocation()))));
    }
    return value;
  }

  private Json value(JsonToken token) {
    Place place = place(parser.currentTokenLocation());
    return switch (token) {
      case START_OBJECT -> structure(place);
      case START_ARRAY -> array(place);
      case VALUE_STRING -> new Json.Text(place, parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Json.Decimal(place, parser.getDecimalValue());
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> new Json.Word(place, parser.getString());
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("a value that begins with " + token);
    };
  }

  private Json structure(Place place) {
    List<Json.Member> members = new ArrayList<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      Place at = place(parser.currentTokenLocation());
      String member = parser.currentName();
      members.add(new Json.Member(at, member, value(parser.nextToken())));
    }
    return new Json.Structure(place, members);
  }

  private Json array(Place place) {
    List<Json> items = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      items.add(value(token));
      token = parser.nextToken();
    }
    return new Json.Array(place, items);
  }

  private static Place place(TokenStreamLocation location) {
    return new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
