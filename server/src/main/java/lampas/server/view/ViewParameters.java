package lampas.server.view;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import lampas.model.time.PrometheusDuration;
import lampas.promql.syntax.StringText;
import lampas.server.http.HttpProblem;
import lampas.server.http.Parameters;

/** The parameters of one request; what is wrong is a 400 that names it. */
final class ViewParameters {
  private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,9})?");
  private static final int LONGEST_ECHO = 100;

  private final Parameters parameters;

  ViewParameters(Parameters parameters) {
    this.parameters = parameters;
  }

  Optional<String> text(String name, int maximumLength) {
    Optional<String> text = parameters.first(name);
    text.ifPresent(given -> {
      if (given.length() > maximumLength) {
        throw HttpProblem.badData(
            "%s: %s characters (expected: at most %s)"
                .formatted(name, given.length(), maximumLength));
      }
    });
    return text;
  }

  String required(String name, int maximumLength) {
    return text(name, maximumLength)
        .orElseThrow(() -> HttpProblem.badData(name + ": missing (expected: a value)"));
  }

  /** A time: Unix seconds or RFC 3339. */
  Instant time(String name) {
    String text = required(name, Integer.MAX_VALUE);
    try {
      return SECONDS.matcher(text).matches()
          ? Instant.ofEpochMilli(millis(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException malformed) {
      throw wrong(name, text, "Unix seconds or RFC 3339, such as 2026-01-02T03:04:05Z");
    }
  }

  /** A duration above zero: {@code 15s}, or seconds. */
  Duration duration(String name, Duration otherwise) {
    Optional<String> text = parameters.first(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    OptionalLong millis =
        SECONDS.matcher(text.get()).matches()
            ? OptionalLong.of(millis(text.get()))
            : PrometheusDuration.tryParseMillis(text.get());
    if (millis.isEmpty() || millis.getAsLong() <= 0) {
      throw wrong(name, text.get(), "a duration above zero, such as 15s");
    }
    return Duration.ofMillis(millis.getAsLong());
  }

  private static long millis(String seconds) {
    return new BigDecimal(seconds).movePointRight(3).longValue();
  }

  private static HttpProblem wrong(String name, String text, String expected) {
    String shown = text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
    return HttpProblem.badData(
        "%s: %s (expected: %s)".formatted(name, StringText.quote(shown), expected));
  }
}
