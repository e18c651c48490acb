package lampas.client.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import lampas.model.series.SampleColumns;

/**
 * Reads samples as backends write them, {@code [1435781451.781,"0.5"]} without white space, at
 * once; what is written otherwise it leaves to {@link SampleReader}.
 *
 * <p>Measured with DecodeBenchmark: see docs/decisions/0008-decoder.md.
 */
final class SampleScanner {
  /* Fewer than 10^19 fit 64 bits. */
  private static final int MAXIMUM_DIGITS = 19;

  /* Milliseconds of times of more digits would not fit. */
  private static final int MAXIMUM_TIME_DIGITS = 12;

  private SampleScanner() {}

  /**
   * Adds the samples from here on, the first beginning at the place itself and each other one
   * behind a comma.
   *
   * @return behind the last sample that was added; the place itself if none was
   */
  static int scan(byte[] b, int from, SampleColumns into) {
    int done = from;
    int next = scanOne(b, from, into);
    while (next != done) {
      done = next;
      if (b[next] != ',') {
        break;
      }
      int start = next + 1;
      next = scanOne(b, start, into);
      if (next == start) {
        break;
      }
    }
    return done;
  }

  /** Adds one sample; gives the place behind it, or the place itself if it added none. */
  static int scanOne(byte[] b, int from, SampleColumns into) {
    int p = from;
    if (b[p++] != '[') {
      return from;
    }
    long text = Swar.loadDigits(b, p);
    int count = Swar.countDigits(text);
    if (count == 0 || (b[p] == '0' && count > 1)) {
      return from;
    }
    long millis = Swar.valueOf(text, count);
    p += count;
    if (count == 8) {
      text = Swar.loadDigits(b, p);
      count = Swar.countDigits(text);
      if (count > MAXIMUM_TIME_DIGITS - 8) {
        return from;
      }
      if (count > 0) {
        millis = millis * Swar.power(count) + Swar.valueOf(text, count);
        p += count;
      }
    }
    millis *= 1000;
    if (b[p] == '.') {
      text = Swar.loadDigits(b, p + 1);
      count = Swar.countDigits(text);
      if (count == 0 || count > 3) {
        return from;
      }
      millis += Swar.valueOf(text, count) * Swar.power(3 - count);
      p += 1 + count;
    }
    if (b[p] != ',' || b[p + 1] != '"') {
      return from;
    }
    return value(b, from, p + 2, millis, into);
  }

  private static int value(byte[] b, int from, int start, long millis, SampleColumns into) {
    int p = start;
    boolean negative = b[p] == '-';
    if (negative) {
      p++;
    }
    int first = p;
    long text = Swar.loadDigits(b, p);
    int count = Swar.countDigits(text);
    if (count == 0) {
      return notANumber(b, from, p, millis, into);
    }
    long digits = Swar.valueOf(text, count);
    p += count;
    while (count == 8) {
      text = Swar.loadDigits(b, p);
      count = Swar.countDigits(text);
      if (count > 0) {
        digits = digits * Swar.power(count) + Swar.valueOf(text, count);
        p += count;
      }
    }
    int exponent = 0;
    int length = p - first;
    if (b[p] == '.') {
      int point = p++;
      do {
        text = Swar.loadDigits(b, p);
        count = Swar.countDigits(text);
        if (count > 0) {
          digits = digits * Swar.power(count) + Swar.valueOf(text, count);
          p += count;
        }
      } while (count == 8);
      exponent = point + 1 - p;
      length -= exponent;
      if (exponent == 0) {
        return from;
      }
    }
    if (length > MAXIMUM_DIGITS && length - zeros(b, first) > MAXIMUM_DIGITS) {
      return from;
    }
    if ((b[p] | 0x20) == 'e') {
      int sign = b[p + 1];
      p += sign == '-' || sign == '+' ? 2 : 1;
      text = Swar.loadDigits(b, p);
      count = Swar.countDigits(text);
      if (count == 0 || count > 3) {
        return from;
      }
      int given = (int) Swar.valueOf(text, count);
      exponent += sign == '-' ? -given : given;
      p += count;
    }
    if (b[p] != '"' || b[p + 1] != ']') {
      return from;
    }
    double value = DecimalDouble.of(digits, exponent);
    if (Double.isNaN(value)) {
      value = Double.parseDouble(new String(b, first, p - first, ISO_8859_1));
    }
    into.add(millis, negative ? -value : value);
    return p + 2;
  }

  /* How many of the digits are zeros in front; there is another one behind them, or a quote. */
  private static int zeros(byte[] b, int first) {
    int p = first;
    int zeros = 0;
    while (b[p] == '0' || b[p] == '.') {
      zeros += b[p++] == '0' ? 1 : 0;
    }
    return zeros;
  }

  private static int notANumber(byte[] b, int from, int p, long millis, SampleColumns into) {
    if (b[p] != 'N' || b[p + 1] != 'a' || b[p + 2] != 'N' || b[p + 3] != '"' || b[p + 4] != ']') {
      return from;
    }
    if (b[p - 1] != '"') {
      return from;
    }
    into.add(millis, Double.NaN);
    return p + 5;
  }
}
