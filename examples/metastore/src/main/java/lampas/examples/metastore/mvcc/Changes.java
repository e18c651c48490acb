package lampas.examples.metastore.mvcc;

import com.ibm.etcd.api.Event;
import java.util.List;

/**
 * Changes of a range of keys, whole revisions only.
 *
 * @param events the changes in the order of their revisions
 * @param nextRevision where the next changes begin
 */
public record Changes(List<Event> events, long nextRevision) {}
