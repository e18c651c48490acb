package lampas.examples.metastore.node;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.log.LeaseExpiry;
import lampas.examples.metastore.raft.ReplicatedLog;
import lampas.examples.metastore.state.MetadataState;

/** Proposes the end of leases whose time is over, as long as this node leads. */
final class LeaseExpiryLoop implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LeaseExpiryLoop.class.getName());

  /* Leases have whole seconds; etcd looks as often. */
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final int AT_MOST = 1_000;

  private final ReplicatedLog log;
  private final MetadataState state;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lease-expiry").factory());

  private LeaseExpiryLoop(ReplicatedLog log, MetadataState state) {
    this.log = log;
    this.state = state;
  }

  static LeaseExpiryLoop start(ReplicatedLog log, MetadataState state) {
    LeaseExpiryLoop loop = new LeaseExpiryLoop(log, state);
    var unused =
        loop.clock.scheduleWithFixedDelay(
            loop::round, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return loop;
  }

  /* An exception would end the schedule, and leases would live for ever. */
  private void round() {
    try {
      if (!log.status().isLeader()) {
        return;
      }
      LeaseExpiry expired = state.expiredLeases(AT_MOST);
      if (expired.getLeasesCount() > 0) {
        log.propose(Command.newBuilder().setLeaseExpiry(expired).build().toByteString()).join();
      }
    } catch (CompletionException e) {
      if (e.getCause() instanceof EtcdException refused) {
        LOG.log(
            System.Logger.Level.WARNING,
            "leases: not ended yet, tried again: " + refused.getMessage());
      } else {
        LOG.log(System.Logger.Level.ERROR, "leases: not ended yet, tried again", e);
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "leases: not ended yet, tried again", e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
