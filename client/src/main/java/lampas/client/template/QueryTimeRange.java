package lampas.client.template;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lampas.client.QueryTime;

/**
 * From start to end, both included, once each step.
 *
 * <p>Times are those of the years 1 to 9999; a step is whole milliseconds. What is not is a {@link
 * TemplateException}.
 */
public record QueryTimeRange(Instant start, Instant end, Duration step) {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final Duration LONGEST = Duration.between(EARLIEST, LATEST);

  public QueryTimeRange {
    List<String> problems = new ArrayList<>();
    checkTime("start", start, problems);
    checkTime("end", end, problems);
    if (end.isBefore(start)) {
      problems.add("end: %s (expected: not before the start, %s)".formatted(end, start));
    }
    boolean whole = step.toNanosPart() % 1_000_000 == 0;
    if (!step.isPositive() || !whole || step.compareTo(LONGEST) > 0) {
      problems.add("step: %s (expected: whole milliseconds, > 0)".formatted(step));
    }
    TemplateException.throwIfAny(problems);
  }

  /** The span of time that ends at a moment. */
  public static QueryTimeRange last(Duration length, Instant end, Duration step) {
    Instant start;
    try {
      start = end.minus(length);
    } catch (ArithmeticException | DateTimeException beyond) {
      throw TemplateException.of(List.of("range: " + length + " (expected: less than all time)"));
    }
    return new QueryTimeRange(start, end, step);
  }

  static void checkTime(String what, Instant time, List<String> problems) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      problems.add("%s: %s (expected: in the years 1 to 9999)".formatted(what, time));
    }
  }

  /** From the start to the end. */
  public Duration length() {
    return Duration.between(start, end);
  }

  /** How many evaluations there are. */
  public long points() {
    return length().toMillis() / step.toMillis() + 1;
  }

  /** The same for a query. */
  public QueryTime.Range time() {
    return new QueryTime.Range(start, end, step);
  }
}
