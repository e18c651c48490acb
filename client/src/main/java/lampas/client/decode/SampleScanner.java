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

  private final TimeGrid grid = new TimeGrid();

  /* What reading a time gives besides the place behind it. */
  private long millis;

  /** Begins another series. */
  void restart() {
    grid.restart();
  }

  /**
   * Adds the samples from here on, the first beginning at the place itself and each other one
   * behind a comma.
   *
   * @return behind the last sample that was added; the place itself if none was
   */
  int scan(byte[] b, int from, SampleColumns into) {
    int done = from;
    int start = from;
    while (true) {
      int end = scanOne(b, start, into);
      if (end == start) {
        return done;
      }
      if (b[end] != ',') {
        return end;
      }
      done = end;
      start = end + 1;
    }
  }

  /** Adds one sample; gives the place behind it, or the place itself if it added none. */
  int scanOne(byte[] b, int from, SampleColumns into) {
    if (b[from] != '[') {
      return from;
    }
    int start;
    long time;
    int known = grid.find(b, from + 1);
    if (known != TimeGrid.NONE) {
      start = from + 1 + grid.length(known);
      time = grid.millis(known);
    } else {
      start = time(b, from + 1);
      if (start == from + 1) {
        return from;
      }
      time = millis;
      grid.learn(b, from + 1, start, time);
    }
    int end = value(b, start, time, into);
    return end == start ? from : end;
  }

  /* Reads a time, the comma and the quote; gives the place itself if it is written otherwise. */
  private int time(byte[] b, int from) {
    int p = from;
    long text = Swar.loadDigits(b, p);
    int count = Swar.countDigits(text);
    if (count == 0 || (b[p] == '0' && count > 1)) {
      return from;
    }
    long time = Swar.valueOf(text, count);
    p += count;
    if (count == 8) {
      text = Swar.loadDigits(b, p);
      count = Swar.countDigits(text);
      if (count > MAXIMUM_TIME_DIGITS - 8) {
        return from;
      }
      if (count > 0) {
        time = time * Swar.power(count) + Swar.valueOf(text, count);
        p += count;
      }
    }
    time *= 1000;
    if (b[p] == '.') {
      text = Swar.loadDigits(b, p + 1);
      count = Swar.countDigits(text);
      if (count == 0 || count > 3) {
        return from;
      }
      time += Swar.valueOf(text, count) * Swar.power(3 - count);
      p += 1 + count;
    }
    if (b[p] != ',' || b[p + 1] != '"') {
      return from;
    }
    millis = time;
    return p + 2;
  }

  /* Reads a value, the quote and the bracket; gives the place itself if it is written otherwise. */
  private static int value(byte[] b, int from, long millis, SampleColumns into) {
    boolean negative = b[from] == '-';
    int first = negative ? from + 1 : from;
    int p = first;
    long text = Swar.loadDigits(b, p);
    int count = Swar.countDigits(text);
    if (count == 0) {
      return notANumber(b, from, millis, into);
    }
    long digits = Swar.valueOf(text, count);
    while (count == 8) {
      /* A constant where the number of digits is guessed right: the next load need not wait. */
      p += 8;
      text = Swar.loadDigits(b, p);
      count = Swar.countDigits(text);
      if (count > 0) {
        digits = digits * Swar.power(count) + Swar.valueOf(text, count);
      }
    }
    p += count;
    int exponent = 0;
    int length = p - first;
    if (b[p] == '.') {
      int point = p++;
      text = Swar.loadDigits(b, p);
      count = Swar.countDigits(text);
      if (count == 0) {
        return from;
      }
      digits = digits * Swar.power(count) + Swar.valueOf(text, count);
      while (count == 8) {
        p += 8;
        text = Swar.loadDigits(b, p);
        count = Swar.countDigits(text);
        if (count > 0) {
          digits = digits * Swar.power(count) + Swar.valueOf(text, count);
        }
      }
      p += count;
      exponent = point + 1 - p;
      length -= exponent;
    }
    if (length > MAXIMUM_DIGITS && length - zeros(b, first) > MAXIMUM_DIGITS) {
      return from;
    }
    if (b[p] == '"' && b[p + 1] == ']') {
      add(b, first, p, digits, exponent, negative, millis, into);
      return p + 2;
    }
    return withExponent(b, from, first, p, digits, exponent, negative, millis, into);
  }

  private static int withExponent(
      byte[] b,
      int from,
      int first,
      int mark,
      long digits,
      int exponent,
      boolean negative,
      long millis,
      SampleColumns into) {
    if ((b[mark] | 0x20) != 'e') {
      return from;
    }
    int sign = b[mark + 1];
    int p = mark + (sign == '-' || sign == '+' ? 2 : 1);
    long text = Swar.loadDigits(b, p);
    int count = Swar.countDigits(text);
    if (count == 0 || count > 3) {
      return from;
    }
    int given = (int) Swar.valueOf(text, count);
    p += count;
    if (b[p] != '"' || b[p + 1] != ']') {
      return from;
    }
    int sum = exponent + (sign == '-' ? -given : given);
    add(b, first, p, digits, sum, negative, millis, into);
    return p + 2;
  }

  private static void add(
      byte[] b,
      int first,
      int end,
      long digits,
      int exponent,
      boolean negative,
      long millis,
      SampleColumns into) {
    double value = DecimalDouble.of(digits, exponent);
    if (Double.isNaN(value)) {
      value = Double.parseDouble(new String(b, first, end - first, ISO_8859_1));
    }
    into.add(millis, negative ? -value : value);
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

  private static int notANumber(byte[] b, int p, long millis, SampleColumns into) {
    if (b[p] != 'N' || b[p + 1] != 'a' || b[p + 2] != 'N' || b[p + 3] != '"' || b[p + 4] != ']') {
      return p;
    }
    into.add(millis, Double.NaN);
    return p + 5;
  }
}
