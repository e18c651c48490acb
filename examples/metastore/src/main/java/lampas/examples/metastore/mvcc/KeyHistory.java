package lampas.examples.metastore.mvcc;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.KeyValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The versions of one key that are not compacted, oldest first. */
final class KeyHistory {
  private final ByteString key;
  /* Most keys have one version, so the array begins with room for one. */
  private Version[] versions = new Version[1];
  private int count;

  KeyHistory(ByteString key) {
    this.key = key;
  }

  ByteString key() {
    return key;
  }

  int count() {
    return count;
  }

  Version get(int index) {
    return versions[index];
  }

  void append(Version version) {
    if (count == versions.length) {
      versions = Arrays.copyOf(versions, count * 2);
    }
    versions[count++] = version;
  }

  /** The key's newest value, null if it does not exist. */
  @Nullable KeyValue newest() {
    return count == 0 || versions[count - 1].deleted() ? null : versions[count - 1].kv();
  }

  /** The key's value at a revision, null if it did not exist then. */
  @Nullable KeyValue at(long revision) {
    int newest = newestUpTo(revision);
    if (newest < 0 || versions[newest].deleted()) {
      return null;
    }
    return versions[newest].kv();
  }

  /** The index of the newest version that is not younger than a revision, or -1. */
  int newestUpTo(long revision) {
    if (count > 0 && versions[count - 1].revision() <= revision) {
      return count - 1;
    }
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (versions[middle].revision() <= revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** Forgets the oldest versions. */
  void dropFirst(int dropped) {
    versions = Arrays.copyOfRange(versions, dropped, Math.max(count, dropped + 1));
    count -= dropped;
  }
}
