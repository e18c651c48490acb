package lampas.examples.metastore.state;

import com.ibm.etcd.api.LeaseLeasesResponse;
import com.ibm.etcd.api.LeaseTimeToLiveRequest;
import com.ibm.etcd.api.LeaseTimeToLiveResponse;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RangeResponse;
import com.ibm.etcd.api.TxnRequest;
import com.ibm.etcd.api.TxnResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;
import java.util.function.LongSupplier;
import lampas.examples.metastore.auth.AuthState;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.log.LeaseExpiry;
import lampas.examples.metastore.log.Result;
import lampas.examples.metastore.mvcc.KeyRange;

/**
 * Everything that is replicated: keys with their history, leases, users and roles.
 *
 * <p>Commands come from one thread in the order of the log, and do the same on every node; reads
 * come from any thread and see whole commands only. Errors of requests are {@link
 * lampas.examples.metastore.error.EtcdException}.
 */
public final class MetadataState {
  /** State without keys, at revision 1 as etcd begins. */
  public static MetadataState create(StateObserver observer, LongSupplier nanoTime) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Applies the next command of the log. Never throws for what a client can send. */
  public Result apply(Command command) {
    throw new UnsupportedOperationException("skeleton");
  }

  public RangeResponse range(Caller caller, RangeRequest request) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Answers a transaction that writes nothing (see {@link #isReadOnly}). */
  public TxnResponse read(Caller caller, TxnRequest request) {
    throw new UnsupportedOperationException("skeleton");
  }

  public static boolean isReadOnly(TxnRequest request) {
    throw new UnsupportedOperationException("skeleton");
  }

  public LeaseTimeToLiveResponse timeToLive(Caller caller, LeaseTimeToLiveRequest request) {
    throw new UnsupportedOperationException("skeleton");
  }

  public LeaseLeasesResponse leases() {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Leases whose time is over by this node's clock, for the leader to propose; at most so many. */
  public LeaseExpiry expiredLeases(int atMost) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Looks at users and roles while nothing changes. */
  public <T> T auth(Function<AuthState, T> question) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** The newest revision. */
  public long revision() {
    throw new UnsupportedOperationException("skeleton");
  }

  /** The revision up to which history is gone; 0 if it is all there. */
  public long compactedRevision() {
    throw new UnsupportedOperationException("skeleton");
  }

  /** How much there is, for metrics and status. */
  public StateSize size() {
    throw new UnsupportedOperationException("skeleton");
  }

  /** A checksum of all versions up to a revision (0: the newest) that are not compacted. */
  public StateHash hash(long revision) {
    throw new UnsupportedOperationException("skeleton");
  }

  /**
   * The changes of a range of keys from a revision on, whole revisions only, in order: the next
   * batch of a watcher.
   *
   * @param fromRevision the first revision that is wanted
   * @param atMostEvents after the revision that reaches so many events no more are added
   * @param withPrevious whether each event comes with the version before it
   */
  public EventBatch events(
      KeyRange range, long fromRevision, int atMostEvents, boolean withPrevious) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Who is told of every change, on the thread that applies commands; must be quick. */
  public void listen(ChangeListener listener) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Writes a snapshot; commands wait meanwhile, reads do not. */
  public void write(OutputStream out) throws IOException {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Becomes what a snapshot says; whole, or not at all if it is damaged. */
  public void restore(InputStream in) throws IOException {
    throw new UnsupportedOperationException("skeleton");
  }
}
