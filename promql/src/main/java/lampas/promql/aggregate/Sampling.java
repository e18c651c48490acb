package lampas.promql.aggregate;

import java.nio.charset.StandardCharsets;
import lampas.model.label.Labels;

/**
 * A choice of series by chance that is always the same: {@code limit_ratio}.
 *
 * <p>It is the choice of Prometheus 3: a series' place is the XXH64 of its labels, each text with
 * its length in front, in model/labels/labels_stringlabels.go of Prometheus.
 */
public final class Sampling {
  private static final int LONG_TEXT = 255;

  private Sampling() {}

  /** The place of a series from 0 to 1, spread evenly over label sets. */
  public static double place(Labels labels) {
    return unsigned(XxHash.hash(encode(labels))) / 0x1p64;
  }

  /** Whether a place belongs to a ratio; negative ratios choose from the other end. */
  public static boolean isChosen(double place, double ratio) {
    return ratio >= 0 ? place < ratio : place >= 1 + ratio;
  }

  private static byte[] encode(Labels labels) {
    byte[][] texts = new byte[2 * labels.size()][];
    int length = 0;
    for (int i = 0; i < labels.size(); i++) {
      texts[2 * i] = labels.name(i).getBytes(StandardCharsets.UTF_8);
      texts[2 * i + 1] = labels.value(i).getBytes(StandardCharsets.UTF_8);
      length += prefixed(texts[2 * i].length) + prefixed(texts[2 * i + 1].length);
    }
    byte[] encoded = new byte[length];
    int at = 0;
    for (byte[] text : texts) {
      if (text.length < LONG_TEXT) {
        encoded[at++] = (byte) text.length;
      } else {
        encoded[at++] = (byte) LONG_TEXT;
        encoded[at++] = (byte) text.length;
        encoded[at++] = (byte) (text.length >> 8);
        encoded[at++] = (byte) (text.length >> 16);
      }
      System.arraycopy(text, 0, encoded, at, text.length);
      at += text.length;
    }
    return encoded;
  }

  private static int prefixed(int length) {
    return length + (length < LONG_TEXT ? 1 : 4);
  }

  private static double unsigned(long value) {
    double half = (double) ((value >>> 1) | (value & 1));
    return value >= 0 ? value : 2 * half;
  }
}
