package lampas.client.decode;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;

/** Reads times, values, and pairs of the two, however they are written. */
final class SampleReader {
  private static final int MILLIS_DECIMALS = 3;

  /* A time of more seconds than this is not one of a sample, and fits no column. */
  private static final double MAXIMUM_SECONDS = 1e15;

  private final JsonReader json;
  private final SampleScanner scanner = new SampleScanner();

  SampleReader(JsonReader json) {
    this.json = json;
  }

  /** Reads an array of samples. */
  void samples(SampleColumns into) throws IOException {
    json.enter('[', "an array of samples");
    Bytes bytes = json.bytes;
    scanner.restart();
    while (json.more(']')) {
      int before = bytes.position;
      bytes.position = scanner.scan(bytes.buffer, before, into);
      if (bytes.position == before) {
        slowSample(into);
      }
    }
  }

  /** Reads one sample. */
  void sample(SampleColumns into) throws IOException {
    json.token();
    Bytes bytes = json.bytes;
    scanner.restart();
    int before = bytes.position;
    bytes.position = scanner.scanOne(bytes.buffer, before, into);
    if (bytes.position == before) {
      slowSample(into);
    }
  }

  private void slowSample(SampleColumns into) throws IOException {
    long time = beginPair();
    json.token();
    long offset = json.bytes.offset();
    double value = value(json.text("a value as text"), offset);
    endPair();
    into.add(time, value);
  }

  /** Reads the bracket and the time that a sample begins with. */
  long beginPair() throws IOException {
    json.enter('[', "a pair of time and value");
    return beginOpenPair();
  }

  /** Reads the time that a sample begins with, behind its bracket. */
  long beginOpenPair() throws IOException {
    requireMore("a time");
    long time = millis();
    requireMore("a value");
    return time;
  }

  /** Reads the bracket that a sample ends with. */
  void endPair() throws IOException {
    json.token();
    long offset = json.bytes.offset();
    if (json.more(']')) {
      throw new DecodeException(offset, "a third part in a pair", "time and value");
    }
  }

  void requireMore(String what) throws IOException {
    json.token();
    long offset = json.bytes.offset();
    if (!json.more(']')) {
      throw new DecodeException(offset, "an array that ends", what);
    }
  }

  /** Reads a number of seconds, as milliseconds; what lies between two goes to the nearer one. */
  long millis() throws IOException {
    json.token();
    long offset = json.bytes.offset();
    String text = json.number("a time in seconds");
    double seconds = Math.abs(Double.parseDouble(text));
    if (seconds > MAXIMUM_SECONDS) {
      throw new DecodeException(offset, "time " + text, "at most 1e15 seconds");
    }
    /* Both bounds keep the decimal number small, whatever its exponent says. */
    return seconds < 1e-4
        ? 0
        : new BigDecimal(text)
            .movePointRight(MILLIS_DECIMALS)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
  }

  /** Reads a value, which is a text. */
  double value() throws IOException {
    json.token();
    long offset = json.bytes.offset();
    return value(json.text("a value as text"), offset);
  }

  static double value(String text, long offset) {
    try {
      return SampleValue.parse(text);
    } catch (NumberFormatException malformed) {
      throw new DecodeException(offset, "value \"" + shortened(text) + "\"", "a number");
    }
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
