package lampas.examples.metastore.raft;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.proto.RaftProtos.CommitInfoProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.util.ExitUtils;

/**
 * One node's part in the replicated log: a server that takes part in elections and keeps the log,
 * and what sends proposals to the leader.
 *
 * <p>Results are given on virtual threads: what waits for them may block. Ratis logs to slf4j under
 * {@code org.apache.ratis}, much of it at INFO.
 */
public final class Replica implements ReplicatedLog, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Replica.class.getName());
  private static final long TRANSFER_MILLIS = 1500;
  private static final long SNAPSHOT_MILLIS = 600_000;

  private final Membership membership;
  private final RaftServer server;
  private final RaftServer.Division division;
  private final LogStateMachine machine;
  private final Executor executor = task -> Thread.ofVirtual().name("raft").start(task);
  private final ScheduledThreadPoolExecutor scheduler;
  private final Peers proposing;
  private final Peers asking;
  private final AppliedIndex applied;
  private final Proposals proposals;
  private final ReadIndex readIndex;
  private final CatchUps catchUps;
  private final CompletableFuture<Throwable> ended = new CompletableFuture<>();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicLong requests = new AtomicLong();
  private volatile boolean started;

  private Replica(ReplicaSettings settings, ReplicatedState state, RaftObserver observer)
      throws IOException {
    membership = Membership.of(settings);
    DataFolder.prepare(settings.folder(), membership.groupId().getUuid());
    RaftProperties properties = RatisProperties.of(settings);
    scheduler = scheduler(settings.self());
    applied = new AppliedIndex(executor);
    machine = new LogStateMachine(state, observer, applied, new Events());
    server =
        RaftServer.newBuilder()
            .setServerId(membership.self())
            .setGroup(membership.group())
            .setProperties(properties)
            .setOption(RaftStorage.StartupOption.RECOVER)
            .setStateMachine(machine)
            .build();
    division = server.getDivision(membership.groupId());
    /* Two streams: a proposal that is refused ends its stream, and with it all that is on it. */
    proposing = new Peers(membership, properties, executor);
    asking = new Peers(membership, properties, executor);
    readIndex = new ReadIndex(division, membership, asking, applied);
    proposals =
        new Proposals(
            membership,
            this::submit,
            proposing,
            this::leader,
            observer,
            scheduler,
            executor,
            settings);
    catchUps =
        new CatchUps(
            readIndex, applied, this::leader, scheduler, executor, settings.proposalTimeout());
  }

  /**
   * Starts to take part: with what is in the folder, or from nothing if it is empty. Does not wait
   * for a leader.
   *
   * @throws IllegalArgumentException if the folder belongs to a cluster of other members
   * @throws UncheckedIOException if the folder or the port cannot be used
   */
  public static Replica start(
      ReplicaSettings settings, ReplicatedState state, RaftObserver observer) {
    keepProcess();
    try {
      Replica replica = new Replica(settings, state, observer);
      try {
        replica.server.start();
        replica.machine.startedAt(replica.lastIndex());
        replica.started = true;
        return replica;
      } catch (IOException | RuntimeException e) {
        replica.stop();
        throw e;
      }
    } catch (IOException | CompletionException | ExitUtils.ExitException e) {
      Throwable cause = Failures.cause(e);
      throw new UncheckedIOException(
          "raft: member "
              + settings.self()
              + " does not start at "
              + settings.selfMember().address()
              + " with "
              + settings.folder()
              + ": "
              + Failures.root(cause).getMessage(),
          cause instanceof IOException io ? io : new IOException(cause));
    }
  }

  private long lastIndex() {
    TermIndex last = division.getRaftLog().getLastEntryTermIndex();
    return last == null ? -1 : last.getIndex();
  }

  /*
   * When its port is taken, Ratis ends the process. The class that does so also takes over what
   * happens to exceptions that nobody catches, in every thread, so that is put back as it was.
   */
  private static void keepProcess() {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    ExitUtils.disableSystemExit();
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  @Override
  public CompletableFuture<ByteString> propose(ByteString entry) {
    return proposals.add(entry);
  }

  @Override
  public CompletableFuture<Void> catchUp() {
    return catchUps.add();
  }

  /** How many proposals of this node wait for their result. */
  public int proposalsInFlight() {
    return proposals.count();
  }

  /** Reads a few fields: cheap enough for every answer. */
  @Override
  public RaftStatus status() {
    Optional<RaftPeerId> leader = leader();
    return new RaftStatus(
        leader.map(RaftPeerId::toString),
        leader.isPresent() && leader.get().equals(membership.self()),
        division.getInfo().getCurrentTerm(),
        Math.max(0, division.getRaftLog().getLastCommittedIndex()),
        Math.max(0, applied.applied()));
  }

  /**
   * Done when this replica takes part no more, with the reason: it was closed, its disk failed, or
   * an entry could not be applied. Everything fails with STOPPED from then on.
   */
  public CompletableFuture<Throwable> ended() {
    return ended.copy();
  }

  @Override
  public CompletableFuture<Void> snapshot() {
    if (ended.isDone()) {
      return Failures.failed(EtcdError.STOPPED);
    }
    SnapshotManagementRequest request =
        SnapshotManagementRequest.newCreate(
            asking.clientId(),
            membership.self(),
            membership.groupId(),
            requests.incrementAndGet(),
            SNAPSHOT_MILLIS,
            1);
    return server
        .snapshotManagementAsync(request)
        .thenComposeAsync(
            reply ->
                reply.isSuccess()
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(reply.getException()),
            executor);
  }

  /**
   * Hands leadership over to another member if this node has it, writes a snapshot, and stops. What
   * is in flight fails with STOPPED.
   */
  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      handOver();
      stop();
    }
  }

  /** Stops without telling the others, as if the process had ended. */
  void abandon() {
    if (closing.compareAndSet(false, true)) {
      stop();
    }
  }

  private void stop() {
    proposals.close();
    catchUps.close();
    ended.complete(new EtcdException(EtcdError.STOPPED));
    close(server);
    close(asking);
    close(proposing);
    scheduler.shutdownNow();
  }

  private static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "raft: not closed in order", e);
    }
  }

  private void handOver() {
    if (membership.others().isEmpty() || !status().isLeader()) {
      return;
    }
    Optional<RaftPeerId> heir =
        division.getCommitInfos().stream()
            .filter(info -> !id(info).equals(membership.self()))
            .max(Comparator.comparingLong(CommitInfoProto::getCommitIndex))
            .map(Replica::id);
    if (heir.isEmpty()) {
      return;
    }
    TransferLeadershipRequest request =
        new TransferLeadershipRequest(
            ClientId.randomId(),
            membership.self(),
            membership.groupId(),
            requests.incrementAndGet(),
            heir.get(),
            TRANSFER_MILLIS);
    try {
      server.transferLeadershipAsync(request).get(TRANSFER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | ExecutionException | TimeoutException e) {
      LOG.log(Level.FINE, "raft: leadership was not handed over; the others will notice", e);
    }
  }

  private static RaftPeerId id(CommitInfoProto info) {
    return RaftPeerId.valueOf(info.getServer().getId());
  }

  private Optional<RaftPeerId> leader() {
    return Optional.ofNullable(division.getInfo().getLeaderId());
  }

  /*
   * RaftServer hands each request to a thread of a pool and waits until it has begun; the division
   * takes it on the thread of the caller.
   */
  CompletableFuture<RaftClientReply> submit(RaftClientRequest request) {
    try {
      return division instanceof RaftClientAsynchronousProtocol direct
          ? direct.submitClientRequestAsync(request)
          : server.submitClientRequestAsync(request);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static ScheduledThreadPoolExecutor scheduler(String name) {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("raft-timer-" + name).factory());
    scheduler.setRemoveOnCancelPolicy(true);
    /* What comes when all is closed has nobody who waits for it. */
    scheduler.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    return scheduler;
  }

  /* Called by threads of Ratis, which hold its locks: everything else happens on others. */
  private final class Events implements LogStateMachine.Listener {
    @Override
    public void leaderChanged() {
      if (started) {
        executor.execute(proposals::leaderChanged);
        executor.execute(catchUps::leaderChanged);
      }
    }

    @Override
    public void failed(Throwable cause) {
      if (ended.complete(cause) && started) {
        executor.execute(() -> {
          proposals.close();
          catchUps.close();
        });
      }
    }

    @Override
    public CompletableFuture<Message> answer(Message question) {
      return started
          ? readIndex.answer(question)
          : CompletableFuture.failedFuture(new IOException("not started"));
    }
  }
}
