package lampas.examples.metastore.mvcc;

import com.ibm.etcd.api.KeyValue;

/**
 * What a key became at one revision.
 *
 * @param history the versions of the key, of which this is one until it is compacted
 * @param kv the key with its value; of a deletion only key and revision
 * @param subRevision the place of the change among those of its revision
 */
record Version(KeyHistory history, KeyValue kv, int subRevision) {
  long revision() {
    return kv.getModRevision();
  }

  /** Whether the key was deleted; what exists has been put once at least. */
  boolean deleted() {
    return kv.getVersion() == 0;
  }

  long bytes() {
    return kv.getKey().size() + (long) kv.getValue().size();
  }
}
