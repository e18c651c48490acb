package lampas.examples.metastore.lease;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lampas.examples.metastore.mvcc.KeyRange;

/** A time that is granted, and the keys that end with it. Not thread-safe. */
public final class Lease {
  private final long id;
  private final long grantedSeconds;
  private final Set<ByteString> keys = new HashSet<>();
  private long renewals;

  /** When it ends, in nanoseconds of the table's own time. */
  private long deadline;

  Lease(long id, long grantedSeconds, long renewals, long deadline) {
    this.id = id;
    this.grantedSeconds = grantedSeconds;
    this.renewals = renewals;
    this.deadline = deadline;
  }

  public long id() {
    return id;
  }

  /** For how long it was granted, and is renewed. */
  public long grantedSeconds() {
    return grantedSeconds;
  }

  /** How often it was renewed. */
  public long renewals() {
    return renewals;
  }

  /** The keys that are attached, in the order of keys. */
  public List<ByteString> keys() {
    return keys.stream().sorted(KeyRange::compare).toList();
  }

  long deadline() {
    return deadline;
  }

  void renew(long newDeadline) {
    renewals++;
    deadline = newDeadline;
  }

  void attach(ByteString key) {
    keys.add(key);
  }

  void detach(ByteString key) {
    keys.remove(key);
  }
}
