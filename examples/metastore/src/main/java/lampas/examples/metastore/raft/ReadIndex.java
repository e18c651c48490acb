package lampas.examples.metastore.raft;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.protocol.exceptions.ReadIndexException;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;

/**
 * The index up to which a node has to have applied the log for its reads to be linearizable
 * (Ongaro's thesis, section 6.4).
 */
final class ReadIndex {
  /*
   * Ratis 3.3 has linearizable reads of its own, and they are not: a leader that once had a majority
   * acknowledge a commit index answers with that index again without asking anybody
   * (ReadIndexHeartbeats.ackedCommitIndex), for as long as it takes itself for the leader. One that
   * was cut off, while the others elected another and committed more, answers with the past.
   *
   * Here each round asks the others anew for their term. When a majority, this node included, is in
   * the leader's own term after the round has begun, no later term can have had a leader, so none
   * committed anything that this one does not know. A leader is asked only once an entry of its own
   * term is applied: from then on its commit index covers all of the terms before. No clocks are
   * compared, so suspended processes do no harm.
   *
   * The index given is that of the last entry of ours up to the commit index. Ratis follows each
   * commit with an entry of its own, which tells the other members of it; that one is committed too,
   * but they hear of that only with the next heartbeat. What the leader has applied but not
   * committed does not exist; what it has committed but not applied another member may have, and
   * shown, so the leader applies it before it answers.
   */
  private static final Message TERM = Entries.number(1);
  private static final Message INDEX = Entries.number(2);

  private final RaftServer.Division division;
  private final Membership membership;
  private final Peers peers;
  private final AppliedIndex applied;

  ReadIndex(
      RaftServer.Division division, Membership membership, Peers peers, AppliedIndex applied) {
    this.division = division;
    this.membership = membership;
    this.peers = peers;
    this.applied = applied;
  }

  /** The index that the leader gives, be it this node or another. */
  CompletableFuture<Long> from(RaftPeerId leader) {
    return leader.equals(membership.self())
        ? confirmed()
        : peers.ask(leader, INDEX).thenApply(Entries::number);
  }

  /** What another node asks this one. */
  CompletableFuture<Message> answer(Message question) {
    long asked = Entries.number(question);
    if (asked == Entries.number(TERM)) {
      return CompletableFuture.completedFuture(Entries.number(info().getCurrentTerm()));
    }
    if (asked == Entries.number(INDEX)) {
      return confirmed().thenApply(Entries::number);
    }
    return CompletableFuture.failedFuture(
        new ReadIndexException("question: " + asked + " (expected: 1 or 2)"));
  }

  private CompletableFuture<Long> confirmed() {
    RoleInfoProto role = info().getRoleInfoProto();
    if (!role.hasLeaderInfo()) {
      return CompletableFuture.failedFuture(
          new NotLeaderException(division.getMemberId(), null, null));
    }
    long term = role.getLeaderInfo().getTerm();
    boolean ready = info().isLeaderReady();
    RoleInfoProto still = info().getRoleInfoProto();
    if (!ready || still.getLeaderInfo().getTerm() != term || info().getCurrentTerm() != term) {
      return CompletableFuture.failedFuture(new LeaderNotReadyException(division.getMemberId()));
    }
    CompletableFuture<Long> index =
        applied
            .reached(division.getRaftLog().getLastCommittedIndex())
            .thenApply(done -> applied.lastEntry());
    return stillLeading(term).thenCombine(index, (leading, entry) -> entry);
  }

  private CompletableFuture<Void> stillLeading(long term) {
    int needed = membership.othersInMajority();
    if (needed == 0) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> confirmed = new CompletableFuture<>();
    AtomicInteger missing = new AtomicInteger(needed);
    AtomicInteger spare = new AtomicInteger(membership.others().size() - needed);
    for (RaftPeerId peer : membership.others()) {
      var unused =
          peers
              .ask(peer, TERM)
              .whenComplete((answer, failure) -> {
                if (failure == null && Entries.number(answer) == term) {
                  if (missing.decrementAndGet() == 0) {
                    confirmed.complete(null);
                  }
                } else if (spare.decrementAndGet() < 0) {
                  confirmed.completeExceptionally(
                      new ReadIndexException("no majority in term " + term));
                }
              });
    }
    return confirmed;
  }

  private DivisionInfo info() {
    return division.getInfo();
  }
}
