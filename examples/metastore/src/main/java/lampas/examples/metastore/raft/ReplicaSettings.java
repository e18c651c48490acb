package lampas.examples.metastore.raft;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a node takes part.
 *
 * @param self the name of this node, one of the members
 * @param members all members, this one included; an odd number of them, the same on each node
 * @param folder where log and snapshots are
 * @param electionTimeout how long a leader may be silent, at the least; at the most twice as long
 * @param proposalTimeout how long a proposal or a read waits for the cluster
 * @param snapshotEvery after how many entries a snapshot is written
 * @param maxEntryBytes how large an entry may be
 * @param maxInFlight how many proposals of this node may wait for their result
 * @param maxInFlightBytes how large all of these may be together
 */
public record ReplicaSettings(
    String self,
    List<RaftMember> members,
    Path folder,
    Duration electionTimeout,
    Duration proposalTimeout,
    long snapshotEvery,
    int maxEntryBytes,
    int maxInFlight,
    long maxInFlightBytes) {
  public static final Duration DEFAULT_ELECTION_TIMEOUT = Duration.ofMillis(1500);
  public static final Duration DEFAULT_PROPOSAL_TIMEOUT = Duration.ofSeconds(5);
  public static final long DEFAULT_SNAPSHOT_EVERY = 100_000;

  /** What etcd takes (1.5 MiB) and something for what is around it. */
  public static final int DEFAULT_MAX_ENTRY_BYTES = 1_572_864 + 65_536;

  public static final int DEFAULT_MAX_IN_FLIGHT = 10_000;
  public static final long DEFAULT_MAX_IN_FLIGHT_BYTES = 64L << 20;

  /** The most that one entry may be configured to take: what fits in one message between nodes. */
  static final int LARGEST_ENTRY_BYTES = 16 << 20;

  public ReplicaSettings {
    members = List.copyOf(members);
    check(members.size() % 2 == 1, "members", members.size(), "an odd number");
    long names = members.stream().map(RaftMember::name).distinct().count();
    check(names == members.size(), "members", members, "different names");
    String wanted = self;
    check(members.stream().anyMatch(m -> m.name().equals(wanted)), "self", self, "a member");
    check(positive(electionTimeout), "election timeout", electionTimeout, "> 0");
    check(positive(proposalTimeout), "proposal timeout", proposalTimeout, "> 0");
    check(snapshotEvery > 0, "snapshot every", snapshotEvery, "> 0");
    check(
        maxEntryBytes > 0 && maxEntryBytes <= LARGEST_ENTRY_BYTES,
        "largest entry",
        maxEntryBytes,
        "1 to " + LARGEST_ENTRY_BYTES + " bytes");
    check(maxInFlight > 0, "proposals in flight", maxInFlight, "> 0");
    check(
        maxInFlightBytes >= maxEntryBytes,
        "bytes in flight",
        maxInFlightBytes,
        ">= the largest entry");
  }

  /** With the default bounds on proposals. */
  public ReplicaSettings(
      String self,
      List<RaftMember> members,
      Path folder,
      Duration electionTimeout,
      Duration proposalTimeout,
      long snapshotEvery) {
    this(
        self,
        members,
        folder,
        electionTimeout,
        proposalTimeout,
        snapshotEvery,
        DEFAULT_MAX_ENTRY_BYTES,
        DEFAULT_MAX_IN_FLIGHT,
        DEFAULT_MAX_IN_FLIGHT_BYTES);
  }

  /** With every default. */
  public static ReplicaSettings of(String self, List<RaftMember> members, Path folder) {
    return new ReplicaSettings(
        self,
        members,
        folder,
        DEFAULT_ELECTION_TIMEOUT,
        DEFAULT_PROPOSAL_TIMEOUT,
        DEFAULT_SNAPSHOT_EVERY);
  }

  RaftMember selfMember() {
    return members.stream().filter(m -> m.name().equals(self)).findFirst().orElseThrow();
  }

  private static boolean positive(Duration duration) {
    return duration.toMillis() > 0;
  }

  private static void check(boolean right, String what, Object value, String expected) {
    if (!right) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: " + expected + ")");
    }
  }
}
