package lampas.examples.metastore.raft;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a node takes part.
 *
 * @param self the name of this node, one of the members
 * @param members all members, this one included
 * @param folder where log and snapshots are
 * @param electionTimeout how long a leader may be silent
 * @param proposalTimeout how long a proposal or a read waits for the cluster
 * @param snapshotEvery after how many entries a snapshot is written
 */
public record ReplicaSettings(
    String self,
    List<RaftMember> members,
    Path folder,
    Duration electionTimeout,
    Duration proposalTimeout,
    long snapshotEvery) {}
