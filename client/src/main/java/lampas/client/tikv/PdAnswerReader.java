package lampas.client.tikv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads PD's list of stores; what it does not know it skips.
 *
 * <p>Sizes are left out: PD rounds them to four digits ({@code 1.819TiB}), the stores' own gauges
 * do not. Source: pkg/response/store.go of PD.
 */
final class PdAnswerReader {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser json;

  private PdAnswerReader(JsonParser json) {
    this.json = json;
  }

  static List<Store> read(byte[] body) throws PdDirectory.Failed {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      parser.nextToken();
      List<Store> stores = new PdAnswerReader(parser).answer();
      requireUnique(stores);
      return List.copyOf(stores);
    } catch (Unexpected unexpected) {
      throw unreadable(String.valueOf(unexpected.getMessage()));
    } catch (JacksonException malformed) {
      throw unreadable("malformed JSON");
    }
  }

  private static PdDirectory.Failed unreadable(String what) {
    return new PdDirectory.Failed(new DirectoryFailure.Unreadable(what));
  }

  private static void requireUnique(List<Store> stores) {
    Set<String> ids = new HashSet<>();
    for (Store store : stores) {
      if (!ids.add(store.id())) {
        throw new Unexpected("store id " + store.id() + " comes twice");
      }
    }
  }

  private List<Store> answer() {
    List<Store> stores = new ArrayList<>();
    boolean[] listed = new boolean[1];
    object(name -> {
      if (name.equals("stores")) {
        listed[0] = true;
        array(() -> stores.add(store()));
      } else {
        json.skipChildren();
      }
    });
    if (!listed[0]) {
      throw new Unexpected("no \"stores\"");
    }
    return stores;
  }

  private Store store() {
    Fields fields = new Fields();
    object(part -> {
      switch (part) {
        case "store" -> object(name -> meta(name, fields));
        case "status" -> object(name -> status(name, fields));
        default -> json.skipChildren();
      }
    });
    return fields.store();
  }

  private void meta(String name, Fields fields) {
    switch (name) {
      case "id" -> fields.id = whole(name);
      case "address" -> fields.peerAddress = text(name);
      case "status_address" -> fields.statusAddress = text(name);
      case "state_name" -> fields.state = StoreState.of(text(name));
      case "labels" -> labels(fields.labels);
      default -> json.skipChildren();
    }
  }

  private void status(String name, Fields fields) {
    switch (name) {
      case "leader_count" -> fields.leaders = count(name);
      case "leader_weight" -> fields.leaderWeight = number(name);
      case "region_count" -> fields.regions = count(name);
      case "start_ts" -> fields.startTime = time(name);
      case "last_heartbeat_ts" -> fields.lastHeartbeat = time(name);
      default -> json.skipChildren();
    }
  }

  private void labels(Map<String, String> labels) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    array(() -> {
      String[] pair = {"", ""};
      object(name -> {
        switch (name) {
          case "key" -> pair[0] = text(name);
          case "value" -> pair[1] = text(name);
          default -> json.skipChildren();
        }
      });
      labels.put(pair[0], pair[1]);
    });
  }

  private void object(Consumer<String> reader) {
    expect(JsonToken.START_OBJECT, "an object");
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      reader.accept(name);
    }
    expect(JsonToken.END_OBJECT, "the object's end");
  }

  private void array(Runnable reader) {
    expect(JsonToken.START_ARRAY, "a list");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == null) {
        throw new Unexpected("it ends too early");
      }
      reader.run();
    }
  }

  private String text(String name) {
    expect(JsonToken.VALUE_STRING, "a text as \"" + name + "\"");
    return json.getString();
  }

  private String whole(String name) {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number as \"" + name + "\"");
    return json.getString();
  }

  private OptionalLong count(String name) {
    String text = whole(name);
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException tooLarge) {
      throw new Unexpected("\"" + name + "\" is " + text);
    }
  }

  private OptionalDouble number(String name) {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
      expect(JsonToken.VALUE_NUMBER_INT, "a number as \"" + name + "\"");
    }
    return OptionalDouble.of(json.getDoubleValue());
  }

  /* Go writes its zero time, the year 1, for "never". */
  private Optional<Instant> time(String name) {
    String text = text(name);
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return time.isAfter(Instant.EPOCH) ? Optional.of(time) : Optional.empty();
    } catch (DateTimeException malformed) {
      throw new Unexpected("\"" + name + "\" is no RFC 3339 time");
    }
  }

  private void expect(JsonToken expected, String what) {
    if (json.currentToken() != expected) {
      throw new Unexpected(json.currentToken() + " instead of " + what);
    }
  }

  /** One store as it is read. */
  private static final class Fields {
    private String id = "";
    private String peerAddress = "";
    private String statusAddress = "";
    private StoreState state = StoreState.UNKNOWN;
    private final Map<String, String> labels = new LinkedHashMap<>();
    private OptionalLong leaders = OptionalLong.empty();
    private OptionalDouble leaderWeight = OptionalDouble.empty();
    private OptionalLong regions = OptionalLong.empty();
    private Optional<Instant> startTime = Optional.empty();
    private Optional<Instant> lastHeartbeat = Optional.empty();

    private Store store() {
      if (id.isEmpty()) {
        throw new Unexpected("a store without \"id\"");
      }
      return new Store(
          id,
          Optional.of(peerAddress).filter(address -> !address.isEmpty()),
          Optional.of(statusAddress).filter(address -> !address.isEmpty()),
          state,
          labels,
          leaders,
          leaderWeight,
          regions,
          startTime,
          lastHeartbeat);
    }
  }

  /** JSON, but not of the shape that was expected. */
  private static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Unexpected(String message) {
      super(message);
    }
  }
}
