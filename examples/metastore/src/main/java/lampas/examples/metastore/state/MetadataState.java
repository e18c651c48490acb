package lampas.examples.metastore.state;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import lampas.examples.metastore.auth.AuthState;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.log.LeaseExpiry;
import lampas.examples.metastore.log.Result;
import lampas.examples.metastore.mvcc.Changes;
import lampas.examples.metastore.mvcc.KeyRange;
import lampas.examples.metastore.state.StateObserver.Operation;

/**
 * Everything that is replicated: keys with their history, leases, users and roles.
 *
 * <p>Commands come from one thread in the order of the log, and do the same on every node; reads
 * come from any thread and see whole commands only. Errors of requests are {@link EtcdException}.
 */
public final class MetadataState {
  /*
   * Two locks. Whoever changes the state, tells of a change or writes a snapshot holds the first,
   * and so waits for the others of them without waiting for the second. If a command waited for the
   * second while a snapshot is written, new readers would wait behind it.
   */
  private final ReentrantLock commands = new ReentrantLock();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
  private final StateObserver observer;
  private final CommandObserver commandObserver;
  private final LongSupplier nanoTime;
  private Contents contents;

  private MetadataState(StateObserver observer, LongSupplier nanoTime) {
    this.observer = observer;
    this.commandObserver = new CommandObserver(observer);
    this.nanoTime = nanoTime;
    this.contents = Contents.create(nanoTime);
  }

  /**
   * State without keys, at revision 1 as etcd begins.
   *
   * @param nanoTime a clock that never goes back, such as {@link System#nanoTime}
   */
  public static MetadataState create(StateObserver observer, LongSupplier nanoTime) {
    return new MetadataState(observer, nanoTime);
  }

  /** Applies the next command of the log. Never throws for what a client can send. */
  public Result apply(Command command) {
    commands.lock();
    try {
      long started = nanoTime.getAsLong();
      Applied applied = applyAlone(command);
      boolean succeeded = applied.result().getError().isEmpty();
      commandObserver.ended(command, nanoTime.getAsLong() - started, succeeded);
      if (!applied.changed().isEmpty()) {
        listeners.forEach(listener -> listener.changed(applied.revision(), applied.changed()));
      }
      if (command.hasCompact() && succeeded) {
        listeners.forEach(listener -> listener.compacted(command.getCompact().getRevision()));
      }
      return applied.result();
    } finally {
      commands.unlock();
    }
  }

  private record Applied(Result result, long revision, List<ByteString> changed) {}

  private Applied applyAlone(Command command) {
    lock.writeLock().lock();
    try {
      Message response =
          new CommandRunner(contents, Caller.of(command.getAsker()), observer).run(command);
      List<ByteString> changed = contents.keys().commit();
      return new Applied(Results.of(response), contents.keys().revision(), changed);
    } catch (EtcdException e) {
      List<ByteString> changed = contents.keys().commit();
      if (!changed.isEmpty()) {
        throw new IllegalStateException("a command failed halfway: " + changed.size(), e);
      }
      return new Applied(Results.of(e), contents.keys().revision(), changed);
    } finally {
      lock.writeLock().unlock();
    }
  }

  public RangeResponse range(Caller caller, RangeRequest request) {
    return observed(
        Operation.RANGE,
        state -> {
          RequestCheck.check(request);
          rights(state, caller).require(request);
          return state.keys().range(request);
        });
  }

  /** Answers a transaction that writes nothing (see {@link #isReadOnly}). */
  public TxnResponse read(Caller caller, TxnRequest request) {
    if (!isReadOnly(request)) {
      throw new IllegalArgumentException("transaction: writes (expected: reads only)");
    }
    return observed(
        Operation.TXN,
        state -> {
          RequestCheck.check(request);
          rights(state, caller).require(request);
          return new Transaction(new KeyOperations(state.keys(), state.leases())).run(request);
        });
  }

  /** Whether a transaction has no operation that writes, in either branch and however nested. */
  public static boolean isReadOnly(TxnRequest request) {
    return Transaction.isReadOnly(request);
  }

  public LeaseTimeToLiveResponse timeToLive(Caller caller, LeaseTimeToLiveRequest request) {
    return reading(state ->
        new LeaseOperations(state.keys(), state.leases(), rights(state, caller), observer)
            .timeToLive(request));
  }

  /** All leases; those that end first by this node's clock come first. */
  public LeaseLeasesResponse leases() {
    return reading(state -> LeaseOperations.list(state.keys(), state.leases()));
  }

  /** Leases whose time is over by this node's clock, for the leader to propose; at most so many. */
  public LeaseExpiry expiredLeases(int atMost) {
    return reading(state -> LeaseOperations.expired(state.leases(), atMost));
  }

  /** Looks at users and roles while nothing changes. */
  public <T> T auth(Function<AuthState, T> question) {
    return reading(state -> question.apply(state.auth()));
  }

  /** The newest revision. */
  public long revision() {
    return reading(state -> state.keys().revision());
  }

  /** The revision up to which history is gone; 0 if it is all there. */
  public long compactedRevision() {
    return reading(state -> state.keys().compactedRevision());
  }

  /** How much there is, for metrics and status. */
  public StateSize size() {
    return reading(state -> {
      var keys = state.keys();
      return new StateSize(keys.keys(), keys.versions(), keys.bytes(), state.leases().size());
    });
  }

  /** A checksum of all versions up to a revision (0: the newest) that are not compacted. */
  public StateHash hash(long revision) {
    return reading(state -> {
      state.keys().requireReadable(revision);
      long upTo = revision > 0 ? revision : state.keys().revision();
      return new StateHash(state.keys().hash(upTo), upTo, state.keys().compactedRevision());
    });
  }

  /**
   * The changes of a range of keys from a revision on, whole revisions only, in order: the next
   * batch of a watcher.
   *
   * @param fromRevision the first revision that is wanted
   * @param atMostEvents after the revision that reaches so many events no more are added
   * @param withPrevious whether each event comes with the version before it
   * @throws EtcdException COMPACTED if the first revision is not younger than the compacted one
   */
  public EventBatch events(
      KeyRange range, long fromRevision, int atMostEvents, boolean withPrevious) {
    return reading(state -> {
      Changes changes = state.keys().changes(range, fromRevision, atMostEvents, withPrevious);
      return new EventBatch(changes.events(), changes.nextRevision(), state.keys().revision());
    });
  }

  /** Who is told of every change, on the thread that applies commands; must be quick. */
  public void listen(ChangeListener listener) {
    listeners.add(listener);
  }

  /** Writes a snapshot; commands wait meanwhile, reads do not. */
  public void write(OutputStream out) throws IOException {
    commands.lock();
    try {
      // Nothing changes while the first lock is held.
      SnapshotWriter.write(contents, out);
    } finally {
      commands.unlock();
    }
  }

  /** Becomes what a snapshot says; whole, or not at all if it is damaged. */
  public void restore(InputStream in) throws IOException {
    Contents restored = SnapshotReader.read(in, nanoTime);
    commands.lock();
    try {
      lock.writeLock().lock();
      try {
        contents = restored;
      } finally {
        lock.writeLock().unlock();
      }
      listeners.forEach(listener -> listener.compacted(restored.keys().compactedRevision()));
    } finally {
      commands.unlock();
    }
  }

  private Rights rights(Contents state, Caller caller) {
    return new Rights(state.auth(), state.leases(), caller, observer);
  }

  private <T> T observed(Operation operation, Function<Contents, T> question) {
    long started = nanoTime.getAsLong();
    boolean succeeded = false;
    try {
      T answer = reading(question);
      succeeded = true;
      return answer;
    } finally {
      observer.operation(operation, nanoTime.getAsLong() - started, succeeded);
    }
  }

  private <T> T reading(Function<Contents, T> question) {
    Lock reading = lock.readLock();
    reading.lock();
    try {
      return question.apply(contents);
    } finally {
      reading.unlock();
    }
  }
}
