package lampas.client.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.VectorSample;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads answers another way, slowly: Jackson's tokens, a tree, and the rules of what an answer is.
 * Knows answers without histograms, statistics and explanations.
 */
final class JacksonOracle {
  /** What is no answer. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private record Member(String name, @Nullable Object value) {}

  private record Members(List<Member> list) {
    @Nullable Object only(String name) {
      List<Member> found = list.stream().filter(member -> member.name.equals(name)).toList();
      require(found.size() <= 1);
      return found.isEmpty() ? null : found.getFirst().value;
    }

    boolean has(String name) {
      return list.stream().anyMatch(member -> member.name.equals(name));
    }
  }

  private record Elements(List<@Nullable Object> list) {}

  private record Figure(String text) {}

  private static final JsonFactory FACTORY = new JsonFactory();

  private JacksonOracle() {}

  static DecodedAnswer decode(byte[] json) {
    try (JsonParser parser =
        FACTORY.createParser(
            ObjectReadContext.empty(),
            UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString())) {
      parser.nextToken();
      Object tree = value(parser);
      require(parser.nextToken() == null);
      return answer(requireType(tree, Members.class));
    } catch (JacksonException | CharacterCodingException malformed) {
      throw new Malformed();
    }
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new Malformed();
    }
  }

  private static <T> T requireType(@Nullable Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw new Malformed();
    }
    return type.cast(value);
  }

  private static @Nullable Object value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    require(token != null);
    return switch (token) {
      case START_OBJECT -> {
        List<Member> members = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = wellFormed(parser.currentName());
          parser.nextToken();
          members.add(new Member(name, value(parser)));
        }
        yield new Members(members);
      }
      case START_ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        yield new Elements(elements);
      }
      case VALUE_STRING -> wellFormed(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Figure(parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new Malformed();
    };
  }

  private static String wellFormed(String text) {
    require(text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff));
    return text;
  }

  private static DecodedAnswer answer(Members answer) {
    for (String name :
        Set.of("status", "error", "errorType", "data", "warnings", "infos", "isPartial")) {
      answer.only(name);
    }
    String error = textOrEmpty(answer.only("error"));
    String errorType = textOrEmpty(answer.only("errorType"));
    List<String> warnings = texts(answer.only("warnings"));
    List<String> infos = texts(answer.only("infos"));
    Object partial = answer.only("isPartial");
    require(partial == null || partial instanceof Boolean);
    Object data = answer.only("data");
    Optional<QueryResult> result =
        data == null ? Optional.empty() : result(requireType(data, Members.class));
    String status = requireType(answer.only("status"), String.class);
    return switch (status) {
      case "error" -> new DecodedAnswer.Refusal(errorType, error);
      case "success" ->
          new DecodedAnswer.Result(
              new QueryAnswer(
                  result.orElseThrow(Malformed::new),
                  warnings,
                  infos,
                  List.of(),
                  partial != null && (boolean) partial,
                  Optional.empty()));
      default -> throw new Malformed();
    };
  }

  private static String textOrEmpty(@Nullable Object value) {
    return value == null ? "" : requireType(value, String.class);
  }

  private static List<String> texts(@Nullable Object value) {
    return value == null
        ? List.of()
        : requireType(value, Elements.class).list.stream()
            .map(text -> requireType(text, String.class))
            .toList();
  }

  /* Empty if it has no type or no result, which is an error only where the status is success. */
  private static Optional<QueryResult> result(Members data) {
    Object type = data.only("resultType");
    require(
        !data.has("resultType") || Set.of("vector", "matrix", "scalar", "string").contains(type));
    Object result = data.only("result");
    List<@Nullable Object> elements =
        result == null ? List.of() : requireType(result, Elements.class).list;
    if (!elements.isEmpty() && elements.getFirst() instanceof Figure number) {
      require(elements.size() == 2);
      String text = requireType(elements.get(1), String.class);
      require(type == null || type.equals("scalar") || type.equals("string"));
      long time = millis(number);
      return type == null
          ? Optional.empty()
          : Optional.of(
              type.equals("scalar")
                  ? new QueryResult.Scalar(time, number(text))
                  : new QueryResult.Text(time, text));
    }
    List<VectorSample> vector = new ArrayList<>();
    List<MatrixSeries> matrix = new ArrayList<>();
    elements.forEach(element -> series(requireType(element, Members.class), vector, matrix));
    require(vector.isEmpty() || matrix.isEmpty());
    boolean fits =
        type == null
            || (type.equals("vector") && matrix.isEmpty())
            || (type.equals("matrix") && vector.isEmpty())
            || (elements.isEmpty() && !data.has("result"));
    boolean scalar = type != null && Set.of("scalar", "string").contains(type);
    if (scalar && data.has("result") && elements.isEmpty()) {
      return Optional.empty();
    }
    require(fits);
    if (type == null || !data.has("result")) {
      return Optional.empty();
    }
    return Optional.of(
        type.equals("vector") ? new QueryResult.Vector(vector) : new QueryResult.Matrix(matrix));
  }

  private static void series(Members series, List<VectorSample> vector, List<MatrixSeries> matrix) {
    Labels.Builder labels = Labels.builder();
    if (series.has("metric")) {
      try {
        requireType(series.only("metric"), Members.class)
            .list
            .forEach(label -> labels.add(label.name, requireType(label.value, String.class)));
        labels.build();
      } catch (IllegalArgumentException malformed) {
        throw new Malformed();
      }
    }
    SampleColumns samples = new SampleColumns();
    boolean instant = series.has("value");
    require(!instant || !series.has("values"));
    if (instant) {
      sample(series.only("value"), samples);
      vector.add(new FloatSample(labels.build(), samples.time(0), samples.value(0)));
    } else {
      Object values = series.only("values");
      if (values != null) {
        requireType(values, Elements.class).list.forEach(value -> sample(value, samples));
      }
      matrix.add(new MatrixSeries(labels.build(), samples));
    }
  }

  private static void sample(@Nullable Object value, SampleColumns into) {
    List<@Nullable Object> pair = requireType(value, Elements.class).list;
    require(pair.size() == 2);
    into.add(
        millis(requireType(pair.get(0), Figure.class)),
        number(requireType(pair.get(1), String.class)));
  }

  private static double number(String text) {
    try {
      return SampleValue.parse(text);
    } catch (NumberFormatException malformed) {
      throw new Malformed();
    }
  }

  private static long millis(Figure number) {
    double seconds = Math.abs(Double.parseDouble(number.text));
    require(seconds <= 1e15);
    return seconds < 1e-4
        ? 0
        : new BigDecimal(number.text)
            .multiply(BigDecimal.valueOf(1000))
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
  }
}
