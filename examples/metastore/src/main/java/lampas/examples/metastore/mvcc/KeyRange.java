package lampas.examples.metastore.mvcc;

import com.google.protobuf.ByteString;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;

/**
 * Keys from one, inclusive, to another, exclusive; keys are in the order of their unsigned bytes.
 *
 * <p>As in etcd's requests: an empty end means the one key only, and a single zero byte means no
 * end; both being a single zero byte is all keys. Immutable.
 *
 * @param start the first key, never empty
 * @param end where it ends
 */
public record KeyRange(ByteString start, ByteString end) {
  private static final ByteString NO_END = ByteString.copyFrom(new byte[] {0});

  /** All keys. */
  public static final KeyRange ALL = new KeyRange(NO_END, NO_END);

  /**
   * Checks the first key.
   *
   * @throws EtcdException EMPTY_KEY if it is empty
   */
  public KeyRange {
    if (start.isEmpty()) {
      throw new EtcdException(EtcdError.EMPTY_KEY);
    }
  }

  public static KeyRange of(ByteString key) {
    return new KeyRange(key, ByteString.EMPTY);
  }

  /** Whether it is the one key that it starts with. */
  public boolean isSingleKey() {
    return end.isEmpty();
  }

  public boolean hasEnd() {
    return !end.equals(NO_END);
  }

  public boolean contains(ByteString key) {
    if (isSingleKey()) {
      return key.equals(start);
    }
    return compare(start, key) <= 0 && (!hasEnd() || compare(key, end) < 0);
  }

  /** The order of keys. */
  public static int compare(ByteString left, ByteString right) {
    return ByteString.unsignedLexicographicalComparator().compare(left, right);
  }
}
