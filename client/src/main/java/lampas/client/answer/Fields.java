package lampas.client.answer;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import lampas.model.label.Labels;
import lampas.model.series.SampleValue;

/** A JSON object that is read field by field; what is missing or null is absent, never a guess. */
final class Fields {
  private final String path;
  private final Map<String, JsonValue> fields;

  private Fields(String path, Map<String, JsonValue> fields) {
    this.path = path;
    this.fields = fields;
  }

  static Fields of(JsonValue value) {
    return of("/data", value);
  }

  private static Fields of(String path, JsonValue value) {
    if (value instanceof JsonValue.Mapping mapping) {
      return new Fields(path, mapping.fields());
    }
    throw new JsonShapeException(path, found(value), "an object");
  }

  /** The elements of an array of objects; none if it is null. */
  static <T> List<T> list(JsonValue value, Function<Fields, T> reader) {
    return list("/data", value, reader);
  }

  private static <T> List<T> list(String path, JsonValue value, Function<Fields, T> reader) {
    if (value instanceof JsonValue.Nothing) {
      return List.of();
    }
    if (!(value instanceof JsonValue.Listing listing)) {
      throw new JsonShapeException(path, found(value), "an array");
    }
    List<T> list = new ArrayList<>();
    for (JsonValue element : listing.elements()) {
      list.add(reader.apply(of(path + "/" + list.size(), element)));
    }
    return list;
  }

  <T> List<T> list(String name, Function<Fields, T> reader) {
    return given(name).map(value -> list(path + "/" + name, value, reader)).orElse(List.of());
  }

  /** The names of the fields with what the reader makes of each object list. */
  <T> Map<String, List<T>> lists(Function<Fields, T> reader) {
    Map<String, List<T>> lists = new LinkedHashMap<>();
    fields.forEach((name, value) -> lists.put(name, list(path + "/" + name, value, reader)));
    return lists;
  }

  Optional<Fields> object(String name) {
    return given(name).map(value -> of(path + "/" + name, value));
  }

  /** The field's text; empty text if it is missing. */
  String text(String name) {
    return given(name).map(value -> text(path + "/" + name, value)).orElse("");
  }

  /** The field's text; empty if it is missing or has no characters. */
  Optional<String> optionalText(String name) {
    return Optional.of(text(name)).filter(text -> !text.isEmpty());
  }

  /** The fields that are texts. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      if (value instanceof JsonValue.Text(String text)) {
        texts.put(name, text);
      }
    });
    return texts;
  }

  Map<String, String> texts(String name) {
    return object(name).map(Fields::texts).orElse(Map.of());
  }

  Labels labels(String name) {
    return object(name).map(Fields::asLabels).orElse(Labels.empty());
  }

  private Labels asLabels() {
    Labels.Builder labels = Labels.builder();
    fields.forEach((name, value) -> labels.add(name, text(path + "/" + name, value)));
    try {
      return labels.build();
    } catch (IllegalArgumentException malformed) {
      throw new JsonShapeException(path, String.valueOf(malformed.getMessage()), "labels");
    }
  }

  OptionalDouble number(String name) {
    Optional<JsonValue> value = given(name);
    return value.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(number(path + "/" + name, value.get()));
  }

  OptionalLong whole(String name) {
    OptionalDouble number = number(name);
    return number.isEmpty() ? OptionalLong.empty() : OptionalLong.of((long) number.getAsDouble());
  }

  /** A whole number that must be there. */
  long count(String name) {
    return whole(name)
        .orElseThrow(() -> new JsonShapeException(path + "/" + name, "nothing", "a number"));
  }

  Optional<Boolean> flag(String name) {
    return given(name)
        .map(value -> {
          if (value instanceof JsonValue.Flag(boolean flag)) {
            return flag;
          }
          throw new JsonShapeException(path + "/" + name, found(value), "true or false");
        });
  }

  /** A number of seconds. */
  Optional<Duration> seconds(String name) {
    OptionalDouble seconds = number(name);
    return seconds.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.round(seconds.getAsDouble() * 1e9)));
  }

  /** A time of RFC 3339; empty for Go's zero time, which means never. */
  Optional<Instant> time(String name) {
    return optionalText(name)
        .flatMap(text -> {
          try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return time.isBefore(Instant.EPOCH) ? Optional.empty() : Optional.of(time);
          } catch (DateTimeException malformed) {
            throw new JsonShapeException(path + "/" + name, "\"" + text + "\"", "an RFC 3339 time");
          }
        });
  }

  /** A time in seconds since the epoch. */
  OptionalLong secondsAsMillis(String name) {
    OptionalDouble seconds = number(name);
    return seconds.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(seconds.getAsDouble() * 1000));
  }

  /** A sample's value, which is a text or a number. */
  double sampleValue(String name) {
    JsonValue value =
        given(name)
            .orElseThrow(() -> new JsonShapeException(path + "/" + name, "nothing", "a value"));
    return value instanceof JsonValue.Text(String text)
        ? sampleValue(path + "/" + name, text)
        : number(path + "/" + name, value);
  }

  private Optional<JsonValue> given(String name) {
    return Optional.ofNullable(fields.get(name))
        .filter(value -> !(value instanceof JsonValue.Nothing));
  }

  private static double sampleValue(String path, String text) {
    try {
      return SampleValue.parse(text);
    } catch (NumberFormatException malformed) {
      throw new JsonShapeException(path, "\"" + text + "\"", "a number");
    }
  }

  private static double number(String path, JsonValue value) {
    if (value instanceof JsonValue.Numeral number) {
      return number.value();
    }
    throw new JsonShapeException(path, found(value), "a number");
  }

  private static String text(String path, JsonValue value) {
    if (value instanceof JsonValue.Text(String text)) {
      return text;
    }
    throw new JsonShapeException(path, found(value), "text");
  }

  private static String found(JsonValue value) {
    return switch (value) {
      case JsonValue.Text text -> "text";
      case JsonValue.Numeral number -> "a number";
      case JsonValue.Flag flag -> "true or false";
      case JsonValue.Nothing nothing -> "null";
      case JsonValue.Listing listing -> "an array";
      case JsonValue.Mapping mapping -> "an object";
    };
  }
}
