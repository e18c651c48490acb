package lampas.examples.metastore.raft;

import java.io.File;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.util.LifeCycle;

/**
 * What Ratis applies committed entries to. Applying, writing and restoring all happen on the one
 * thread that Ratis has for it.
 */
final class LogStateMachine extends BaseStateMachine {
  /** What a replica wants to know. */
  interface Listener {
    /** There is another leader than the last one. */
    void leaderChanged();

    /** This node can go on no longer. */
    void failed(Throwable cause);

    /** What another member asks. */
    CompletableFuture<Message> answer(Message question);
  }

  private final ReplicatedState state;
  private final RaftObserver observer;
  private final AppliedIndex applied;
  private final Listener listener;
  private final AppliedCalls calls = new AppliedCalls();
  private final SimpleStateMachineStorage storage = new SimpleStateMachineStorage();
  private Optional<RaftPeerId> lastLeader = Optional.empty();
  private volatile long endAtStart = Long.MAX_VALUE;
  private boolean caughtUp;

  LogStateMachine(
      ReplicatedState state, RaftObserver observer, AppliedIndex applied, Listener listener) {
    this.state = state;
    this.observer = observer;
    this.applied = applied;
    this.listener = listener;
  }

  @Override
  public void initialize(RaftServer server, RaftGroupId group, RaftStorage raftStorage)
      throws IOException {
    super.initialize(server, group, raftStorage);
    storage.init(raftStorage);
    getLifeCycle().startAndTransition(this::load, IOException.class);
  }

  @Override
  public SimpleStateMachineStorage getStateMachineStorage() {
    return storage;
  }

  /* A thread that receives a snapshot calls this; the thread that applies then reinitializes. */
  @Override
  public void pause() {
    if (getLifeCycle().compareAndTransition(LifeCycle.State.RUNNING, LifeCycle.State.PAUSING)) {
      getLifeCycle().transition(LifeCycle.State.PAUSED);
    }
  }

  @Override
  public void reinitialize() throws IOException {
    long start = System.nanoTime();
    try {
      load();
    } catch (IOException | RuntimeException e) {
      observer.snapshot(System.nanoTime() - start, false);
      listener.failed(e);
      throw e;
    }
    observer.snapshot(System.nanoTime() - start, true);
    getLifeCycle().transition(LifeCycle.State.STARTING);
    getLifeCycle().transition(LifeCycle.State.RUNNING);
  }

  private void load() throws IOException {
    SingleFileSnapshotInfo snapshot = storage.loadLatestSnapshot();
    if (snapshot == null) {
      return;
    }
    SnapshotFile.read(snapshot.getFile().getPath().toFile(), calls, state);
    setLastAppliedTermIndex(snapshot.getTermIndex());
    applied.advanceToEntry(snapshot.getIndex());
  }

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
    LogEntryProto entry = Objects.requireNonNull(transaction.getLogEntry());
    try {
      noticeWhatIsNew(entry.getIndex());
      Message result = apply(entry.getStateMachineLogEntry());
      updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
      applied.advanceToEntry(entry.getIndex());
      return CompletableFuture.completedFuture(result);
    } catch (RuntimeException | Error e) {
      /* Going on would make this node differ from the others. Ratis closes the server. */
      listener.failed(e);
      throw e;
    }
  }

  /** Says up to which index the log reached when this node started. */
  void startedAt(long index) {
    endAtStart = index;
  }

  private void noticeWhatIsNew(long index) {
    if (!caughtUp && index > endAtStart) {
      caughtUp = true;
      state.caughtUp();
    }
  }

  private Message apply(StateMachineLogEntryProto entry) {
    UUID client = ClientId.valueOf(entry.getClientId()).getUuid();
    if (!calls.add(client, entry.getCallId(), Entries.lowest(entry.getLogData()))) {
      return Entries.skipped();
    }
    return Entries.applied(state.apply(Entries.entry(entry.getLogData())));
  }

  /* For the entries that are Ratis's own: of these the index moves on too. */
  @Override
  public void notifyTermIndexUpdated(long term, long index) {
    super.notifyTermIndexUpdated(term, index);
    applied.advance(index);
  }

  @Override
  public long takeSnapshot() throws IOException {
    TermIndex at = getLastAppliedTermIndex();
    File file = storage.getSnapshotFile(at.getTerm(), at.getIndex());
    long start = System.nanoTime();
    try {
      MD5Hash digest = SnapshotFile.write(file, calls, state);
      storage.updateLatestSnapshot(
          new SingleFileSnapshotInfo(new FileInfo(file.toPath(), digest), at));
    } catch (IOException | RuntimeException e) {
      observer.snapshot(System.nanoTime() - start, false);
      throw e;
    }
    observer.snapshot(System.nanoTime() - start, true);
    return at.getIndex();
  }

  @Override
  public CompletableFuture<Message> queryStale(Message request, long minIndex) {
    return listener.answer(request);
  }

  @Override
  public void notifyLeaderChanged(RaftGroupMemberId member, RaftPeerId leader) {
    boolean another;
    synchronized (this) {
      another = !lastLeader.equals(Optional.of(leader));
      lastLeader = Optional.of(leader);
    }
    if (another) {
      observer.leaderChanged();
    }
    listener.leaderChanged();
  }

  @Override
  public void notifyLogFailed(Throwable cause, LogEntryProto entry) {
    listener.failed(cause);
  }

  @Override
  public void notifyServerShutdown(RoleInfoProto role, boolean allServers) {
    listener.failed(new IOException("the replica was closed"));
  }
}
