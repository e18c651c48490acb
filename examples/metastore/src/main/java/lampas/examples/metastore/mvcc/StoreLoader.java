package lampas.examples.metastore.mvcc;

import com.ibm.etcd.api.KeyValue;
import lampas.examples.metastore.log.StoredVersion;

/** Makes a store from the versions of a snapshot. Errors are IllegalArgumentException. */
public final class StoreLoader {
  private final KeyValueStore store;
  private final long revision;
  private long lastRevision;
  private int lastSubRevision;

  public StoreLoader(long revision, long compactedRevision) {
    if (revision < KeyValueStore.FIRST_REVISION
        || compactedRevision < 0
        || compactedRevision > revision) {
      throw new IllegalArgumentException(
          "revisions: %d, compacted up to %d (expected: from 1, not compacted beyond)"
              .formatted(revision, compactedRevision));
    }
    this.store = new KeyValueStore(revision, compactedRevision);
    this.revision = revision;
  }

  /** Adds the next version; they come in the order of their revisions. */
  public void add(StoredVersion stored) {
    KeyValue kv = stored.getKv();
    long at = kv.getModRevision();
    int subRevision = stored.getSubRevision();
    boolean isNext = at > lastRevision || (at == lastRevision && subRevision > lastSubRevision);
    boolean deleted = kv.getVersion() == 0;
    if (!isNext || at > revision || kv.getKey().isEmpty() || deleted != stored.getDeleted()) {
      throw new IllegalArgumentException(
          "version: revision %d.%d after %d.%d of %d (expected: in order, with a key)"
              .formatted(at, subRevision, lastRevision, lastSubRevision, revision));
    }
    store.load(kv, subRevision);
    lastRevision = at;
    lastSubRevision = subRevision;
  }

  /** The store, once all versions are added. */
  public KeyValueStore store() {
    return store;
  }
}
