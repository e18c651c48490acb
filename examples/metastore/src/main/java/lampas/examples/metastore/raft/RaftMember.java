package lampas.examples.metastore.raft;

/**
 * One member of a cluster.
 *
 * @param name unique in the cluster; letters, digits, {@code -} and {@code _}
 * @param peerHost where the others reach it
 * @param peerPort where the others reach it
 */
public record RaftMember(String name, String peerHost, int peerPort) {}
