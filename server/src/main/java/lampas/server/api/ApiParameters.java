package lampas.server.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lampas.model.series.SampleValue;
import lampas.model.series.TimeRange;
import lampas.model.time.PrometheusDuration;
import lampas.server.http.HttpProblem;
import lampas.server.http.Parameters;

/** Reads the values of parameters as Prometheus does, with its messages. */
public final class ApiParameters {
  /* What Prometheus's own clients send for "from the beginning" and "to the end". */
  private static final String BEGINNING = "-292273086-05-16T16:47:06Z";
  private static final String END = "292277025-08-18T07:12:54.999999999Z";

  /* Times beyond this many milliseconds, some 285,000 years, are refused: sums of two still fit. */
  private static final double MAXIMUM_MILLIS = 1L << 53;

  private final Parameters parameters;

  public ApiParameters(Parameters parameters) {
    this.parameters = parameters;
  }

  public String text(String name) {
    return parameters.first(name).orElse("");
  }

  public boolean has(String name) {
    return parameters.first(name).isPresent();
  }

  /** A time in milliseconds that must be there. */
  public long time(String name) {
    String text = text(name);
    return millis(text).orElseThrow(() -> invalid(name, noTimestamp(text)));
  }

  /** A time in milliseconds; another one if there is none. */
  public long time(String name, long otherwise) {
    return parameters
        .first(name)
        .map(text ->
            millis(text)
                .orElseThrow(() ->
                    invalid(name, "Invalid time value for '" + name + "': " + noTimestamp(text))))
        .orElse(otherwise);
  }

  /** The range from {@code start} to {@code end}, each of which may be missing. */
  public TimeRange range() {
    long start = text("start").equals(BEGINNING) ? Long.MIN_VALUE : time("start", Long.MIN_VALUE);
    long end = text("end").equals(END) ? Long.MAX_VALUE : time("end", Long.MAX_VALUE);
    requireOrder(start, end);
    return new TimeRange(start, end);
  }

  public static void requireOrder(long start, long end) {
    if (end < start) {
      throw invalid("end", "end timestamp must not be before start time");
    }
  }

  public Optional<Duration> duration(String name) {
    return parameters.first(name).map(text -> duration(name, text));
  }

  public Duration requiredDuration(String name) {
    return duration(name, text(name));
  }

  /** A limit; 0 for none. */
  public int limit(String name) {
    String text = text(name);
    try {
      int limit = text.isEmpty() ? 0 : Integer.parseInt(text);
      if (limit >= 0) {
        return limit;
      }
    } catch (NumberFormatException malformed) {
      throw invalid(name, "cannot parse \"" + text + "\" to an integer");
    }
    throw invalid(name, "limit must be non-negative");
  }

  public static HttpProblem invalid(String name, String problem) {
    return HttpProblem.badData("invalid parameter \"" + name + "\": " + problem);
  }

  private static Duration duration(String name, String text) {
    OptionalDouble seconds = number(text);
    if (seconds.isPresent()) {
      double nanos = seconds.getAsDouble() * 1e9;
      if (Math.abs(nanos) >= Long.MAX_VALUE) {
        throw invalid(
            name, "cannot parse \"" + text + "\" to a valid duration. It overflows int64");
      }
      return Duration.ofNanos((long) nanos);
    }
    OptionalLong millis = PrometheusDuration.tryParseMillis(text);
    if (millis.isEmpty() || millis.getAsLong() >= MAXIMUM_MILLIS) {
      throw invalid(name, "cannot parse \"" + text + "\" to a valid duration");
    }
    return Duration.ofMillis(millis.getAsLong());
  }

  private static String noTimestamp(String text) {
    return "cannot parse \"" + text + "\" to a valid timestamp";
  }

  private static OptionalLong millis(String text) {
    OptionalDouble seconds = number(text);
    if (seconds.isPresent()) {
      double millis = seconds.getAsDouble() * 1000;
      return Math.abs(millis) <= MAXIMUM_MILLIS
          ? OptionalLong.of(Math.round(millis))
          : OptionalLong.empty();
    }
    try {
      return OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException malformed) {
      return OptionalLong.empty();
    }
  }

  /* Finite numbers only. */
  private static OptionalDouble number(String text) {
    try {
      double number = SampleValue.parse(text);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException notOne) {
      return OptionalDouble.empty();
    }
  }
}
