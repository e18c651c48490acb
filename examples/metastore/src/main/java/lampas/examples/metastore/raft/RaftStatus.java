package lampas.examples.metastore.raft;

import java.util.Optional;

/**
 * What a node knows of its cluster.
 *
 * @param leader the name of the leader; empty while there is none
 * @param isLeader whether it is this node
 * @param term the current term; 0 before the first
 * @param committedIndex the last entry that is known to be committed; 0 is the first one there is
 * @param appliedIndex the last entry that was applied here
 */
public record RaftStatus(
    Optional<String> leader, boolean isLeader, long term, long committedIndex, long appliedIndex) {}
