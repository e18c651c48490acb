package lampas.server.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import lampas.model.series.SampleColumns;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Samples as JSON arrays of time and value, written without a text for each of them.
 *
 * <p>Made to be used again and again; series whose samples have the same times are written fastest.
 * Not thread-safe.
 */
final class SampleText {
  /* A large answer is nearly all samples: 0004-queries-on-several-threads.md has the figures. */
  private static final int FLUSH_AT = 1 << 13;
  private static final int LONGEST_SAMPLE = 400;
  private static final double EXACT = 1e15;

  private final byte[] bytes = new byte[FLUSH_AT + LONGEST_SAMPLE];
  private final StringBuilder fraction = new StringBuilder(LONGEST_SAMPLE);
  private final byte[] digits = new byte[20];
  private int length;

  /* What stands before the value: of each sample of the series before. */
  private long[] times = {};
  private byte[][] heads = {};

  /** Writes an array of samples. */
  void write(SampleColumns samples, JsonGenerator json) {
    int size = samples.size();
    if (times.length < size) {
      int known = times.length;
      times = Arrays.copyOf(times, size);
      heads = Arrays.copyOf(heads, size);
      Arrays.fill(heads, known, size, new byte[0]);
    }
    json.writeRawValue("[");
    try {
      if (json.streamWriteOutputTarget() instanceof OutputStream out) {
        json.flush();
        write(samples, out);
      } else {
        write(samples, new RawText(json));
      }
    } catch (IOException gone) {
      throw JacksonIOException.construct(gone, json);
    }
    json.writeRaw(']');
  }

  private void write(SampleColumns samples, OutputStream out) throws IOException {
    for (int i = 0; i < samples.size(); i++) {
      append(head(i, samples.time(i)), i == 0 ? 1 : 0);
      appendValue(samples.value(i));
      bytes[length++] = '"';
      bytes[length++] = ']';
      if (length >= FLUSH_AT) {
        flush(out);
      }
    }
    flush(out);
  }

  private void flush(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }

  private byte[] head(int index, long timeMillis) {
    byte[] head = heads[index];
    if (times[index] != timeMillis || head.length == 0) {
      head = (",[" + ResultJson.seconds(timeMillis) + ",\"").getBytes(StandardCharsets.US_ASCII);
      heads[index] = head;
      times[index] = timeMillis;
    }
    return head;
  }

  private void append(byte[] text, int from) {
    System.arraycopy(text, from, bytes, length, text.length - from);
    length += text.length - from;
  }

  /* What is neither whole nor of a size that has no exponent is rare. */
  private void appendValue(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < EXACT && size > 0) {
      appendWhole((long) value);
      return;
    }
    fraction.setLength(0);
    if (size >= 1e-3 && size < 1e7) {
      fraction.append(value);
    } else {
      fraction.append(ResultJson.value(value));
    }
    for (int i = 0; i < fraction.length(); i++) {
      bytes[length++] = (byte) fraction.charAt(i);
    }
  }

  private void appendWhole(long value) {
    long rest = Math.abs(value);
    if (value < 0) {
      bytes[length++] = '-';
    }
    int first = digits.length;
    do {
      digits[--first] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    System.arraycopy(digits, first, bytes, length, digits.length - first);
    length += digits.length - first;
  }

  /** A generator of text as a stream of its bytes, all of which are ASCII. */
  private static final class RawText extends OutputStream {
    private final JsonGenerator json;

    RawText(JsonGenerator json) {
      this.json = json;
    }

    @Override
    public void write(int value) {
      json.writeRaw((char) value);
    }

    @Override
    public void write(byte[] text, int offset, int size) {
      json.writeRaw(new String(text, offset, size, StandardCharsets.US_ASCII));
    }
  }
}
