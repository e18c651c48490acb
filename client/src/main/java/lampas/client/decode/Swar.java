package lampas.client.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text at a time, as a number whose lowest byte is the first character.
 *
 * <p>Measured with DecodeBenchmark: see docs/decisions/0008-decoder.md.
 */
final class Swar {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ZERO_DIGITS = '0' * ONES;

  private static final long[] POWERS = new long[9];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private Swar() {}

  static long load(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** What loading these eight characters gives. */
  static long word(String text) {
    return load(text.getBytes(US_ASCII), 0);
  }

  /** Digits as 0 to 9 each, for the two methods below; other characters as anything else. */
  static long loadDigits(byte[] bytes, int at) {
    return load(bytes, at) ^ ZERO_DIGITS;
  }

  /** How many characters from the first on are digits, 0 to 8. */
  static int countDigits(long digits) {
    /* Adding carries into later characters only behind one that is no digit. */
    long others = ((digits + 0x76 * ONES) | digits) & HIGH_BITS;
    return Long.numberOfTrailingZeros(others) >>> 3;
  }

  /** The number that the first 1 to 8 digits are. */
  static long valueOf(long digits, int count) {
    long last = count == 8 ? digits : digits << (64 - 8 * count);
    long pairs = last * 10 + (last >>> 8);
    return ((pairs & 0x000000ff000000ffL) * 0x000f424000000064L
            + ((pairs >>> 16) & 0x000000ff000000ffL) * 0x0000271000000001L)
        >>> 32;
  }

  /** Ten to the power of 0 to 8. */
  static long power(int exponent) {
    return POWERS[exponent];
  }

  /** Where the first byte is that is a quote, a backslash, a control character, or not ASCII. */
  static int endOfPlainText(byte[] bytes, int from) {
    for (int at = from; ; at += 8) {
      long text = load(bytes, at);
      long quote = text ^ ('"' * ONES);
      long backslash = text ^ ('\\' * ONES);
      long ends =
          (((quote - ONES) & ~quote)
                  | ((backslash - ONES) & ~backslash)
                  | (text - 0x20 * ONES)
                  | text)
              & HIGH_BITS;
      if (ends != 0) {
        return at + (Long.numberOfTrailingZeros(ends) >>> 3);
      }
    }
  }
}
