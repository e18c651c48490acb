package lampas.examples.metastore.state;

import com.ibm.etcd.api.Event;
import java.util.List;

/**
 * Changes in the order of their revisions.
 *
 * @param events the changes; the last revision is there whole
 * @param nextRevision where the next batch begins: there is nothing for the range below it
 * @param revision the newest revision of the state when this was read
 */
public record EventBatch(List<Event> events, long nextRevision, long revision) {}
