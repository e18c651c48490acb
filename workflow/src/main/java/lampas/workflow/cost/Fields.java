package lampas.workflow.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lampas.model.error.NearestName;

/** The members of one JSON object, taken one by one; what is wrong is noted. */
final class Fields {
  private final Problems problems;
  private final String path;
  private final Json.Place place;
  private final Map<String, Json> values = new HashMap<>();

  private Fields(Problems problems, String path, Json.Place place) {
    this.problems = problems;
    this.path = path;
    this.place = place;
  }

  /** The members of an object; empty if it is none. */
  static Optional<Fields> of(Json json, String path, List<String> known, Problems problems) {
    if (!(json instanceof Json.Structure(Json.Place at, List<Json.Member> members))) {
      problems.add(json.place(), path, json.text(), "an object");
      return Optional.empty();
    }
    Fields fields = new Fields(problems, path, at);
    for (Json.Member member : members) {
      String name = member.name();
      if (!known.contains(name)) {
        String nearest =
            NearestName.of(name, known)
                .map(near -> "did you mean " + near + "?")
                .orElse("expected: one of " + String.join(", ", known));
        problems.add(member.place(), fields.path(name) + ": unknown key (" + nearest + ")");
      } else if (fields.values.putIfAbsent(name, member.value()) != null) {
        problems.add(member.place(), fields.path(name) + ": comes twice (expected: one value)");
      }
    }
    return Optional.of(fields);
  }

  Optional<Json> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A member that has to be there. */
  Optional<Json> required(String name, String expected) {
    Json value = values.get(name);
    if (value == null) {
      problems.add(place, path(name) + ": missing (expected: " + expected + ")");
    }
    return Optional.ofNullable(value);
  }

  Optional<String> text(String name, String expected) {
    return required(name, expected).flatMap(value -> text(value, name, expected));
  }

  Optional<LocalDate> date(String name) {
    String expected = "a day such as 2026-01-31";
    return required(name, expected)
        .flatMap(value ->
            text(value, name, expected).flatMap(text -> date(value, text, name, expected)));
  }

  /** An amount of dollars; empty as well if it is not there. */
  Optional<BigDecimal> amount(String name) {
    return value(name)
        .flatMap(value -> {
          if (value instanceof Json.Decimal(var at, BigDecimal amount) && Price.isAmount(amount)) {
            return Optional.of(amount);
          }
          return wrong(value, name, amountExpected());
        });
  }

  Optional<BigDecimal> requiredAmount(String name) {
    return required(name, amountExpected()).flatMap(value -> amount(name));
  }

  /** A constant of an enum in lower case, or the default if it is not there. */
  <E extends Enum<E>> Optional<E> constant(String name, E otherwise) {
    Json value = values.get(name);
    if (value == null) {
      return Optional.of(otherwise);
    }
    E[] constants = otherwise.getDeclaringClass().getEnumConstants();
    for (E constant : constants) {
      if (value instanceof Json.Text(var at, String text) && text.equals(lowerCase(constant))) {
        return Optional.of(constant);
      }
    }
    return wrong(
        value, name, Stream.of(constants).map(Fields::lowerCase).collect(Collectors.joining(", ")));
  }

  private Optional<String> text(Json value, String name, String expected) {
    if (value instanceof Json.Text(var at, String text) && !text.isBlank()) {
      return Optional.of(text);
    }
    return wrong(value, name, expected);
  }

  private Optional<LocalDate> date(Json value, String text, String name, String expected) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return wrong(value, name, expected);
    }
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String amountExpected() {
    return "a number, 0 to " + Price.HIGHEST + " dollars for 1,000 tokens";
  }

  private <T> Optional<T> wrong(Json value, String name, String expected) {
    problems.add(value.place(), path(name), value.text(), expected);
    return Optional.empty();
  }

  private String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
