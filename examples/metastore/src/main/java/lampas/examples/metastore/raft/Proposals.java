package lampas.examples.metastore.raft;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftPeerId;
import org.jspecify.annotations.Nullable;

/** Brings proposals to the leader, again and again if need be, until each has its result. */
final class Proposals {
  /*
   * RaftClient, Ratis's own front door, would do this too, but it knows nothing of the server in the
   * same process: each proposal would go over a socket to itself. So requests are made here and given
   * to the server directly where this node leads, and to the client's transport otherwise. What
   * RaftClient adds above the transport is its retries under one call id, which are below.
   *
   * That a proposal is applied at most once rests on its client id and number: Ratis remembers the
   * results of both for a while and answers a second try with the first one's, and AppliedCalls
   * refuses what Ratis has forgotten.
   */
  private static final long RETRY_MILLIS = 50;

  private final Membership membership;
  private final Submission local;
  private final Peers peers;
  private final Supplier<Optional<RaftPeerId>> leader;
  private final RaftObserver observer;
  private final ScheduledExecutorService scheduler;
  private final Executor executor;
  private final long timeoutMillis;
  private final InFlight inFlight;
  private final Queue<Proposal> waiting = new ConcurrentLinkedQueue<>();

  /** Gives a request to this node's own server. */
  interface Submission {
    CompletableFuture<RaftClientReply> submit(RaftClientRequest request);
  }

  Proposals(
      Membership membership,
      Submission local,
      Peers peers,
      Supplier<Optional<RaftPeerId>> leader,
      RaftObserver observer,
      ScheduledExecutorService scheduler,
      Executor executor,
      ReplicaSettings settings) {
    this.membership = membership;
    this.local = local;
    this.peers = peers;
    this.leader = leader;
    this.observer = observer;
    this.scheduler = scheduler;
    this.executor = executor;
    Duration timeout = settings.proposalTimeout();
    this.timeoutMillis = timeout.toMillis();
    this.inFlight = new InFlight(settings);
    var unused =
        scheduler.scheduleWithFixedDelay(
            this::retryWaiting, RETRY_MILLIS, RETRY_MILLIS, TimeUnit.MILLISECONDS);
  }

  CompletableFuture<ByteString> add(ByteString entry) {
    Proposal proposal;
    try {
      proposal = inFlight.add(entry);
    } catch (EtcdException e) {
      return CompletableFuture.failedFuture(e);
    }
    var timeout = scheduler.schedule(() -> timeOut(proposal), timeoutMillis, TimeUnit.MILLISECONDS);
    CompletableFuture<ByteString> result =
        proposal
            .result()
            .whenComplete((value, failure) -> {
              timeout.cancel(false);
              inFlight.remove(proposal);
              if (failure == null) {
                observer.committed(proposal.nanos());
              } else {
                observer.failed();
              }
            });
    send(proposal);
    return result;
  }

  int count() {
    return inFlight.count();
  }

  /** What was sent to another one than the leader of now goes to that one as well. */
  void leaderChanged() {
    Optional<RaftPeerId> now = leader.get();
    if (now.isPresent()) {
      for (Proposal proposal : inFlight.all()) {
        if (proposal.isSentToAnother(now.get())) {
          send(proposal);
        }
      }
    }
    sendWaiting();
  }

  /** Fails all that wait, and all that come. */
  void close() {
    inFlight.close().forEach(proposal -> fail(proposal, EtcdError.STOPPED));
  }

  private void retryWaiting() {
    if (!waiting.isEmpty()) {
      executor.execute(this::sendWaiting);
    }
  }

  private void sendWaiting() {
    if (waiting.isEmpty() || leader.get().isEmpty()) {
      return;
    }
    for (int left = waiting.size(); left > 0; left--) {
      Proposal proposal = waiting.poll();
      if (proposal != null && !proposal.result().isDone()) {
        send(proposal);
      }
    }
  }

  private void send(Proposal proposal) {
    Optional<RaftPeerId> to = leader.get();
    if (to.isEmpty()) {
      waiting.add(proposal);
      return;
    }
    int number = proposal.sending(to.get());
    RaftClientRequest request =
        RaftClientRequest.newBuilder()
            .setClientId(peers.clientId())
            .setLeaderId(to.get())
            .setGroupId(membership.groupId())
            .setCallId(proposal.number())
            .setMessage(proposal.message())
            .setType(RaftClientRequest.writeRequestType())
            .build();
    CompletableFuture<RaftClientReply> reply =
        to.get().equals(membership.self()) ? local.submit(request) : peers.send(to.get(), request);
    var unused =
        reply.whenComplete((answer, failure) -> answered(proposal, number, answer, failure));
  }

  private void answered(
      Proposal proposal, int number, @Nullable RaftClientReply reply, @Nullable Throwable failure) {
    if (failure == null && reply != null && reply.isSuccess()) {
      if (Entries.isApplied(reply.getMessage())) {
        ByteString result = Entries.result(reply.getMessage());
        executor.execute(() -> proposal.result().complete(result));
      } else {
        /* It was applied by an earlier try, the result of which nobody remembers. */
        fail(proposal, EtcdError.TIMEOUT);
      }
    } else if (proposal.failed(number)) {
      /*
       * Not leading any more, not yet, or not reachable; or too much to do. Which member leads is for
       * this node's own server to say: it is told as soon as the one that answered.
       */
      waiting.add(proposal);
    }
  }

  private void timeOut(Proposal proposal) {
    fail(proposal, proposal.isSent() ? EtcdError.TIMEOUT : EtcdError.NO_LEADER);
  }

  private void fail(Proposal proposal, EtcdError error) {
    executor.execute(() -> proposal.result().completeExceptionally(new EtcdException(error)));
  }
}
