package lampas.examples.metastore.raft;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys.Log;
import org.apache.ratis.server.RaftServerConfigKeys.Rpc;
import org.apache.ratis.server.RaftServerConfigKeys.Snapshot;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** Our settings in the words of Ratis. */
final class RatisProperties {
  private RatisProperties() {}

  static RaftProperties of(ReplicaSettings settings) {
    RaftProperties properties = new RaftProperties();
    RaftServerConfigKeys.setStorageDir(properties, List.of(settings.folder().toFile()));
    RaftMember self = settings.selfMember();
    GrpcConfigKeys.Server.setHost(properties, self.peerHost());
    GrpcConfigKeys.Server.setPort(properties, self.peerPort());
    elections(settings, properties);
    log(settings, properties);
    snapshots(settings, properties);
    proposals(settings, properties);
    return properties;
  }

  private static void elections(ReplicaSettings settings, RaftProperties properties) {
    Duration timeout = settings.electionTimeout();
    Rpc.setTimeoutMin(properties, time(timeout));
    Rpc.setTimeoutMax(properties, time(timeout.multipliedBy(2)));
    if (settings.members().size() == 1) {
      /* Nobody else can be leading: it need not wait for a sign of life. */
      Rpc.setFirstElectionTimeoutMin(properties, time(Duration.ofMillis(10)));
      Rpc.setFirstElectionTimeoutMax(properties, time(Duration.ofMillis(20)));
    }
    /* By default a process that was suspended for a minute would stop taking part. */
    RaftServerConfigKeys.setCloseThreshold(properties, time(Duration.ofDays(3650)));
  }

  private static void log(ReplicaSettings settings, RaftProperties properties) {
    /*
     * What makes an entry durable before it is acknowledged is the default, stated here as it must
     * never change: an index counts as flushed after FileChannel.force. Ratis forces after 128
     * entries or when no more are waiting, whichever is first: that is the group commit.
     */
    Log.setUnsafeFlushEnabled(properties, false);
    Log.setAsyncFlushEnabled(properties, false);
    SizeInBytes largest = SizeInBytes.valueOf(2L * settings.maxEntryBytes() + (1 << 20));
    Log.Appender.setBufferByteLimit(properties, largest);
    Log.setWriteBufferSize(properties, SizeInBytes.valueOf(largest.getSize() + 8));
    Log.setSegmentSizeMax(properties, SizeInBytes.valueOf(Math.max(8L << 20, largest.getSize())));
    Log.setPreallocatedSize(properties, SizeInBytes.valueOf(1 << 20));
    Log.setSegmentCacheSizeMax(properties, SizeInBytes.valueOf(48L << 20));
    Log.setQueueElementLimit(properties, waiting(settings));
    Log.setQueueByteLimit(properties, waitingBytes(settings));
  }

  private static void snapshots(ReplicaSettings settings, RaftProperties properties) {
    Snapshot.setAutoTriggerEnabled(properties, true);
    Snapshot.setAutoTriggerThreshold(properties, settings.snapshotEvery());
    Snapshot.setTriggerWhenStopEnabled(properties, true);
    Snapshot.setRetentionFileNum(properties, 2);
    /* A member that is away must not keep the others' logs: it gets a snapshot when it is back. */
    Log.setPurgeUptoSnapshotIndex(properties, true);
    Log.setPurgeGap(properties, 1);
  }

  private static void proposals(ReplicaSettings settings, RaftProperties properties) {
    RaftServerConfigKeys.Write.setElementLimit(properties, waiting(settings));
    RaftServerConfigKeys.Write.setByteLimit(properties, waitingBytes(settings));
    /* Results are kept for tries that come again: no try is made after the time-out. */
    Duration kept = settings.proposalTimeout().multipliedBy(2);
    RaftServerConfigKeys.RetryCache.setExpiryTime(properties, time(kept));
    RaftClientConfigKeys.Rpc.setRequestTimeout(properties, time(settings.proposalTimeout()));
  }

  /* The leader gets what all members propose. */
  private static int waiting(ReplicaSettings settings) {
    return Math.multiplyExact(settings.maxInFlight(), settings.members().size());
  }

  private static SizeInBytes waitingBytes(ReplicaSettings settings) {
    long bytes = settings.maxInFlightBytes() * settings.members().size();
    return SizeInBytes.valueOf(Math.min(bytes, Integer.MAX_VALUE));
  }

  private static TimeDuration time(Duration duration) {
    return TimeDuration.valueOf(duration.toMillis(), TimeUnit.MILLISECONDS);
  }
}
