package lampas.examples.metastore.mvcc;

import com.ibm.etcd.api.KeyValue;

/**
 * What a key became at one revision.
 *
 * @param kv the key with its value; of a deletion only key and revision
 * @param subRevision the place of the change among those of its revision
 * @param deleted whether the key was deleted
 */
record Version(KeyValue kv, int subRevision, boolean deleted) {
  long revision() {
    return kv.getModRevision();
  }

  long bytes() {
    return kv.getKey().size() + (long) kv.getValue().size();
  }
}
