package lampas.examples.metastore.raft;

import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.List;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;

/** The proposals of this node that wait for their result, numbered upwards, and their bounds. */
final class InFlight {
  private final int maxEntryBytes;
  private final int maxCount;
  private final long maxBytes;
  private final LinkedHashMap<Long, Proposal> proposals = new LinkedHashMap<>();
  private long lastNumber;
  private long bytes;
  private boolean closed;

  InFlight(ReplicaSettings settings) {
    maxEntryBytes = settings.maxEntryBytes();
    maxCount = settings.maxInFlight();
    maxBytes = settings.maxInFlightBytes();
  }

  /** Takes an entry in as a proposal, or throws. */
  synchronized Proposal add(ByteString entry) {
    if (closed) {
      throw new EtcdException(EtcdError.STOPPED);
    }
    if (entry.size() > maxEntryBytes) {
      /* Without more words, by which etcd's clients would not know it. */
      throw new EtcdException(EtcdError.REQUEST_TOO_LARGE);
    }
    if (proposals.size() >= maxCount || bytes + entry.size() > maxBytes) {
      throw new EtcdException(EtcdError.TOO_MANY_REQUESTS);
    }
    long number = ++lastNumber;
    /*
     * Under the lock, so that no lower number can still come: nodes drop what is below the lowest
     * one that they were told.
     */
    long lowest = proposals.isEmpty() ? number : proposals.firstEntry().getKey();
    Proposal proposal = new Proposal(number, entry.size(), Entries.entry(lowest, entry));
    proposals.put(number, proposal);
    bytes += entry.size();
    return proposal;
  }

  synchronized void remove(Proposal proposal) {
    if (proposals.remove(proposal.number()) != null) {
      bytes -= proposal.size();
    }
  }

  synchronized int count() {
    return proposals.size();
  }

  synchronized List<Proposal> all() {
    return List.copyOf(proposals.values());
  }

  /** Takes no more; gives those that wait. */
  synchronized List<Proposal> close() {
    closed = true;
    return all();
  }
}
