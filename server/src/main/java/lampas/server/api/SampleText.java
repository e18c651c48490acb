package lampas.server.api;

import lampas.model.series.SampleColumns;
import tools.jackson.core.JsonGenerator;

/**
 * Samples as JSON arrays of time and value, written without a text for each of them.
 *
 * <p>Made to be used again and again. Not thread-safe.
 */
final class SampleText {
  /* A large answer is nearly all samples: two texts and four calls of the generator for each took
  twice the time. */
  private static final int FLUSH_AT = 8_000;
  private static final int LONGEST_SAMPLE = 400;
  private static final double EXACT = 1e15;

  private final StringBuilder text = new StringBuilder(FLUSH_AT + LONGEST_SAMPLE);
  private final char[] characters = new char[FLUSH_AT + LONGEST_SAMPLE];

  /** Writes an array of samples. */
  void write(SampleColumns samples, JsonGenerator json) {
    json.writeRawValue("[");
    for (int i = 0; i < samples.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      append(samples.time(i), samples.value(i));
      if (text.length() >= FLUSH_AT) {
        flush(json);
      }
    }
    text.append(']');
    flush(json);
  }

  private void append(long timeMillis, double value) {
    text.append('[');
    appendSeconds(timeMillis);
    text.append(",\"");
    appendValue(value);
    text.append("\"]");
  }

  private void appendSeconds(long millis) {
    if (millis < 0) {
      text.append(ResultJson.seconds(millis));
      return;
    }
    text.append(millis / 1000);
    int rest = (int) (millis % 1000);
    if (rest > 0) {
      text.append('.');
      text.append((char) ('0' + rest / 100));
      text.append((char) ('0' + rest / 10 % 10));
      text.append((char) ('0' + rest % 10));
    }
  }

  /* What is neither whole nor of a size that has no exponent is rare. */
  private void appendValue(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < EXACT && size > 0) {
      text.append((long) value);
    } else if (size >= 1e-3 && size < 1e7) {
      text.append(value);
    } else {
      text.append(ResultJson.value(value));
    }
  }

  private void flush(JsonGenerator json) {
    int length = text.length();
    text.getChars(0, length, characters, 0);
    json.writeRaw(characters, 0, length);
    text.setLength(0);
  }
}
