package lampas.metrics.servlet;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How many bytes characters become in one encoding. */
final class EncodedLength {
  private final Charset charset;
  private final boolean utf8;
  private final boolean oneByteEach;

  EncodedLength(Charset charset) {
    this.charset = charset;
    this.utf8 = charset.equals(StandardCharsets.UTF_8);
    this.oneByteEach =
        charset.equals(StandardCharsets.ISO_8859_1) || charset.equals(StandardCharsets.US_ASCII);
  }

  long of(char[] characters, int offset, int count) {
    if (oneByteEach) {
      return count;
    }
    return utf8 ? utf8(characters, offset, count) : other(characters, offset, count);
  }

  /* Two for each half of a surrogate pair, so that it does not matter where the text is cut. */
  private static long utf8(char[] characters, int offset, int count) {
    long bytes = 0;
    for (int i = offset; i < offset + count; i++) {
      char character = characters[i];
      if (character < 0x80) {
        bytes++;
      } else if (character < 0x800 || Character.isSurrogate(character)) {
        bytes += 2;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }

  private long other(char[] characters, int offset, int count) {
    return new String(characters, offset, count).getBytes(charset).length;
  }
}
