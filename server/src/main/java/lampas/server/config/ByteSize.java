package lampas.server.config;

import java.util.Locale;
import java.util.OptionalLong;

/** Sizes as Prometheus writes them: {@code 512MB}, {@code 2GiB}; every unit is a power of 1024. */
public final class ByteSize {
  private static final String PREFIXES = "KMGTPE";

  private ByteSize() {}

  /**
   * The bytes that the text says; empty for 0, which stands for no limit.
   *
   * @throws IllegalArgumentException if it says none
   */
  public static OptionalLong parseLimit(String text) {
    long bytes = parse(text);
    return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  private static long parse(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    long number = Long.parseLong(text.substring(0, digits));
    String unit = text.substring(digits).toUpperCase(Locale.ROOT);
    if (unit.equals("B") || (unit.isEmpty() && number == 0)) {
      return number;
    }
    int power = unit.isEmpty() ? -1 : PREFIXES.indexOf(unit.charAt(0));
    boolean wholeUnit = unit.length() > 1 && unit.substring(1).matches("I?B");
    if (power < 0 || !wholeUnit) {
      throw new IllegalArgumentException("not a size: " + text);
    }
    return Math.multiplyExact(number, 1L << (10 * (power + 1)));
  }
}
