package lampas.promql.function;

import static java.util.Map.entry;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;

/** The functions from a time, in seconds since the epoch, to a part of the date, in UTC. */
public final class CalendarFunctions {
  private static final Map<String, ToIntFunction<ZonedDateTime>> BY_NAME =
      Map.ofEntries(
          entry("year", ZonedDateTime::getYear),
          entry("month", ZonedDateTime::getMonthValue),
          entry("day_of_month", ZonedDateTime::getDayOfMonth),
          entry("day_of_week", time -> time.getDayOfWeek().getValue() % 7),
          entry("day_of_year", ZonedDateTime::getDayOfYear),
          entry("days_in_month", time -> YearMonth.from(time).lengthOfMonth()),
          entry("hour", ZonedDateTime::getHour),
          entry("minute", ZonedDateTime::getMinute));

  private CalendarFunctions() {}

  /** The function of a name, if it is one of a date; NaN for what is no time. */
  public static Optional<DoubleUnaryOperator> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name)).map(part -> seconds -> apply(part, seconds));
  }

  private static double apply(ToIntFunction<ZonedDateTime> part, double seconds) {
    if (!(Math.abs(seconds) <= Instant.MAX.getEpochSecond())) {
      return Double.NaN;
    }
    return part.applyAsInt(Instant.ofEpochSecond((long) seconds).atZone(ZoneOffset.UTC));
  }
}
