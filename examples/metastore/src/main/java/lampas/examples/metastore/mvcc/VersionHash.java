package lampas.examples.metastore.mvcc;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** A checksum of versions: CRC-32C of all their fields, keys and values after their lengths. */
final class VersionHash {
  private final CRC32C checksum = new CRC32C();
  private final ByteBuffer numbers = ByteBuffer.allocate(5 * Long.BYTES + 3 * Integer.BYTES);

  static int of(KeyIndex index, long revision) {
    VersionHash hash = new VersionHash();
    for (KeyHistory history : index.all()) {
      for (int i = 0; i < history.count() && history.get(i).revision() <= revision; i++) {
        hash.add(history.get(i));
      }
    }
    return (int) hash.checksum.getValue();
  }

  private void add(Version version) {
    var kv = version.kv();
    numbers
        .clear()
        .putLong(kv.getModRevision())
        .putLong(version.subRevision())
        .putLong(kv.getCreateRevision())
        .putLong(kv.getVersion())
        .putLong(kv.getLease())
        .putInt(version.deleted() ? 1 : 0)
        .putInt(kv.getKey().size())
        .putInt(kv.getValue().size());
    checksum.update(numbers.flip());
    add(kv.getKey());
    add(kv.getValue());
  }

  private void add(ByteString bytes) {
    checksum.update(bytes.asReadOnlyByteBuffer());
  }
}
