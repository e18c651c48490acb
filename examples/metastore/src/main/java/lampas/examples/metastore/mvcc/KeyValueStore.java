package lampas.examples.metastore.mvcc;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.Compare;
import com.ibm.etcd.api.KeyValue;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RangeResponse;
import com.ibm.etcd.api.ResponseHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.log.StoredVersion;

/**
 * Keys with their values at every revision that is not compacted.
 *
 * <p>Writes belong to the next revision until {@link #commit} ends it; reads see them at once, so
 * whoever writes keeps readers out until then. Not thread-safe; any number may read while nobody
 * writes.
 */
public final class KeyValueStore {
  static final long FIRST_REVISION = 1;

  private final KeyIndex index = new KeyIndex();
  private final VersionLog log = new VersionLog();
  private long revision;
  private long compactedRevision;
  private long keys;
  private long versions;
  private long bytes;

  /** How many changes the revision has that is being made. */
  private int pending;

  KeyValueStore(long revision, long compactedRevision) {
    this.revision = revision;
    this.compactedRevision = compactedRevision;
  }

  /** A store without keys, at revision 1 as etcd begins. */
  public static KeyValueStore create() {
    return new KeyValueStore(FIRST_REVISION, 0);
  }

  /** The newest revision, or the one that is being made. */
  public long revision() {
    return pending > 0 ? revision + 1 : revision;
  }

  /** The revision up to which history is gone; 0 if it is all there. */
  public long compactedRevision() {
    return compactedRevision;
  }

  /** How many keys exist now. */
  public long keys() {
    return keys;
  }

  /** How many versions there are, deletions included. */
  public long versions() {
    return versions;
  }

  /** The bytes of keys and values of all versions. */
  public long bytes() {
    return bytes;
  }

  /** A key's newest value; empty if there is no such key. */
  public Optional<KeyValue> latest(ByteString key) {
    KeyHistory history = index.find(key);
    return history == null ? Optional.empty() : Optional.ofNullable(history.newest());
  }

  /**
   * Checks that a revision can be read; 0 and below mean the newest.
   *
   * @throws EtcdException FUTURE_REVISION or COMPACTED
   */
  public void requireReadable(long wanted) {
    if (wanted > revision()) {
      throw new EtcdException(EtcdError.FUTURE_REVISION);
    }
    if (wanted > 0 && wanted < compactedRevision) {
      throw new EtcdException(EtcdError.COMPACTED);
    }
  }

  /**
   * Answers a request whose form was checked.
   *
   * @throws EtcdException FUTURE_REVISION or COMPACTED
   */
  public RangeResponse range(RangeRequest request) {
    requireReadable(request.getRevision());
    long at = request.getRevision() > 0 ? request.getRevision() : revision();
    return Ranges.answer(index, request, at).setHeader(header()).build();
  }

  /** Whether a comparison holds now. */
  public boolean holds(Compare compare) {
    return Comparisons.holds(index, compare, Long.MAX_VALUE);
  }

  /** A header with the revision. */
  public ResponseHeader header() {
    return ResponseHeader.newBuilder().setRevision(revision()).build();
  }

  /** Gives a key a value; what it was before is returned. */
  public Optional<KeyValue> put(ByteString key, ByteString value, long lease) {
    KeyHistory history = index.findOrAdd(key);
    KeyValue previous = history.newest();
    KeyValue.Builder kv =
        KeyValue.newBuilder()
            .setKey(history.key())
            .setValue(value)
            .setModRevision(revision + 1)
            .setLease(lease);
    if (previous == null) {
      kv.setCreateRevision(revision + 1).setVersion(1);
    } else {
      kv.setCreateRevision(previous.getCreateRevision()).setVersion(previous.getVersion() + 1);
    }
    add(new Version(history, kv.build(), pending++));
    return Optional.ofNullable(previous);
  }

  /** Deletes the keys of a range; what they were is returned, in the order of keys. */
  public List<KeyValue> delete(KeyRange range) {
    List<KeyValue> deleted = new ArrayList<>();
    for (KeyHistory history : index.in(range)) {
      KeyValue previous = history.newest();
      if (previous == null) {
        continue;
      }
      KeyValue kv =
          KeyValue.newBuilder().setKey(history.key()).setModRevision(revision + 1).build();
      add(new Version(history, kv, pending++));
      deleted.add(previous);
    }
    return deleted;
  }

  /**
   * Ends the revision that is being made; gives the keys that it changed, none if there is none.
   */
  public List<ByteString> commit() {
    List<ByteString> changed = new ArrayList<>(pending);
    for (int i = log.size() - pending; i < log.size(); i++) {
      changed.add(log.get(i).kv().getKey());
    }
    revision = revision();
    pending = 0;
    return changed;
  }

  /**
   * Forgets history: each key keeps its newest version up to a revision, unless that is a deletion,
   * and everything after. Takes time by the versions since the last compaction.
   *
   * @throws EtcdException COMPACTED or FUTURE_REVISION
   */
  public void compact(long upTo) {
    if (upTo <= compactedRevision) {
      throw new EtcdException(EtcdError.COMPACTED);
    }
    if (upTo > revision) {
      throw new EtcdException(EtcdError.FUTURE_REVISION);
    }
    int end = log.indexOf(upTo + 1);
    for (int i = 0; i < end; i++) {
      compact(log.get(i).history(), upTo);
    }
    log.dropFirst(end);
    compactedRevision = upTo;
  }

  /* Comes here for every version of the key; there is something to do for one of them. */
  private void compact(KeyHistory history, long upTo) {
    int newest = history.newestUpTo(upTo);
    int dropped = newest >= 0 && history.get(newest).deleted() ? newest + 1 : newest;
    if (dropped <= 0) {
      return;
    }
    for (int i = 0; i < dropped; i++) {
      versions--;
      bytes -= history.get(i).bytes();
    }
    if (dropped == history.count()) {
      index.remove(history.key());
    }
    history.dropFirst(dropped);
  }

  /**
   * The changes of a range from a revision on.
   *
   * @param atMostEvents after the revision that reaches so many events no more are added
   * @param withPrevious whether each event comes with the value before its revision
   * @throws EtcdException COMPACTED if the first revision is
   */
  public Changes changes(
      KeyRange range, long fromRevision, int atMostEvents, boolean withPrevious) {
    long from = Math.max(FIRST_REVISION, fromRevision);
    if (from <= compactedRevision) {
      throw new EtcdException(EtcdError.COMPACTED);
    }
    return new ChangeReader(index, log, withPrevious)
        .read(range, from, Math.max(1, atMostEvents), revision);
  }

  /** A checksum of all versions up to a revision. */
  public int hash(long upTo) {
    return VersionHash.of(index, upTo);
  }

  /** All versions, in the order of their revisions. */
  public Iterable<StoredVersion> stored() {
    return () -> StoredVersions.of(index, log, compactedRevision).iterator();
  }

  /** Looks at the newest values of all keys, in the order of keys. */
  public void forEachKey(Consumer<KeyValue> action) {
    for (KeyHistory history : index.all()) {
      KeyValue kv = history.newest();
      if (kv != null) {
        action.accept(kv);
      }
    }
  }

  /** Adds a version that comes after all that are there. */
  void load(KeyValue kv, int subRevision) {
    KeyHistory history = index.findOrAdd(kv.getKey());
    KeyValue shared = kv.toBuilder().setKey(history.key()).build();
    add(new Version(history, shared, subRevision));
  }

  private void add(Version version) {
    KeyHistory history = version.history();
    boolean before = history.newest() != null;
    boolean after = !version.deleted();
    if (before != after) {
      keys += after ? 1 : -1;
    }
    history.append(version);
    if (version.revision() > compactedRevision) {
      log.append(version);
    }
    versions++;
    bytes += version.bytes();
  }
}
