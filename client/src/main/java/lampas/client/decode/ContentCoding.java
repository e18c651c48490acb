package lampas.client.decode;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The ways in which a body may be packed: gzip and zstd.
 *
 * <p>Unpacking holds a fixed amount of memory, 8 MiB at most, and unpacks no more than is read:
 * whoever limits what is read limits what a body can grow to.
 */
public final class ContentCoding {
  /** What to send as {@code Accept-Encoding}. */
  public static final String ACCEPTED = "gzip, zstd";

  private static final int BUFFER_BYTES = 16 << 10;

  private ContentCoding() {}

  /**
   * The body as it was before it was packed.
   *
   * @param coding the value of {@code Content-Encoding}; empty for a body that is not packed
   * @throws IOException if the coding is none of the accepted, or the body does not begin as it
   *     should
   */
  public static InputStream unpack(InputStream body, String coding) throws IOException {
    return switch (coding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> body;
      case "gzip", "x-gzip" -> new Gzip(body);
      case "zstd" -> new Zstd(body);
      default ->
          throw new IOException(
              "content coding: \"" + coding + "\" (expected: one of " + ACCEPTED + ")");
    };
  }

  private static final class Zstd extends FilterInputStream {
    Zstd(InputStream body) {
      super(new ZstdInputStream(body));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /* The library has an exception of its own, and none checked, for what is malformed. */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (MalformedInputException | IndexOutOfBoundsException malformed) {
        throw new IOException("zstd: malformed (expected: frames of zstd)", malformed);
      }
    }
  }

  private static final class Gzip extends GZIPInputStream {
    private static final int MAXIMUM_EMPTY_MEMBERS = 100;

    private int depth;

    Gzip(InputStream body) throws IOException {
      super(body, BUFFER_BYTES);
    }

    /* The JDK's calls itself behind each member that is empty, until the stack overflows. */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (++depth > MAXIMUM_EMPTY_MEMBERS) {
        throw new ZipException("gzip: more than 100 empty members in a row (expected: content)");
      }
      try {
        return super.read(into, offset, length);
      } finally {
        depth--;
      }
    }
  }
}
