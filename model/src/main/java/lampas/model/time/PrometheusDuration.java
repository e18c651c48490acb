package lampas.model.time;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Durations as Prometheus writes them: {@code 1h30m}, {@code 15s}, {@code 100ms}.
 *
 * <p>Units from large to small, each at most once: {@code y} (365 days), {@code w}, {@code d},
 * {@code h}, {@code m}, {@code s}, {@code ms}. A bare {@code 0} is allowed. Source: the
 * configuration reference of Prometheus.
 */
public final class PrometheusDuration {
  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {
    31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L
  };

  private PrometheusDuration() {}

  /**
   * The duration that the text says.
   *
   * @throws IllegalArgumentException if the text is not a duration or does not fit
   */
  public static Duration parse(String text) {
    OptionalLong millis = tryParseMillis(text);
    if (millis.isEmpty()) {
      throw new IllegalArgumentException(
          "duration: \"" + text + "\" (expected: a number and a unit, such as 15s, 1h30m, 100ms)");
    }
    return Duration.ofMillis(millis.getAsLong());
  }

  /** The milliseconds that the text says; empty if it is not a duration or does not fit. */
  public static OptionalLong tryParseMillis(String text) {
    if (text.equals("0")) {
      return OptionalLong.of(0);
    }
    long total = 0;
    int position = 0;
    int unit = -1;
    while (position < text.length()) {
      int digits = position;
      long number = 0;
      while (position < text.length() && isDigit(text.charAt(position))) {
        number = number * 10 + (text.charAt(position++) - '0');
        if (number > Long.MAX_VALUE / 100) {
          return OptionalLong.empty();
        }
      }
      int letters = position;
      while (position < text.length() && !isDigit(text.charAt(position))) {
        position++;
      }
      int found = unitAt(text.substring(letters, position));
      if (digits == letters || found <= unit) {
        return OptionalLong.empty();
      }
      unit = found;
      try {
        total = Math.addExact(total, Math.multiplyExact(number, MILLIS[unit]));
      } catch (ArithmeticException tooLarge) {
        return OptionalLong.empty();
      }
    }
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(total);
  }

  /** The shortest text for a duration, to the millisecond: {@code 1h30m}; {@code 0s} for none. */
  public static String format(Duration duration) {
    long rest = duration.toMillis();
    if (rest == 0) {
      return "0s";
    }
    StringBuilder out = new StringBuilder(rest < 0 ? "-" : "");
    rest = Math.abs(rest);
    for (int i = 0; i < UNITS.length; i++) {
      /* Years and weeks only when nothing else is left over, as Prometheus prints them: 8d, not 1w1d. */
      boolean wholeOnly = i < 2;
      if (rest >= MILLIS[i] && (!wholeOnly || rest % MILLIS[i] == 0)) {
        out.append(rest / MILLIS[i]).append(UNITS[i]);
        rest %= MILLIS[i];
      }
    }
    return out.toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int unitAt(String name) {
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
