package lampas.examples.metastore.raft;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;

/**
 * The members as Ratis sees them.
 *
 * @param self this node
 * @param others the other members
 * @param group all of them; its id follows from their names, so that nodes of different clusters
 *     never take each other for their own
 */
record Membership(RaftPeerId self, List<RaftPeerId> others, RaftGroup group) {
  static Membership of(ReplicaSettings settings) {
    String names =
        settings.members().stream()
            .map(RaftMember::name)
            .sorted()
            .collect(Collectors.joining("\n", "lampas metastore\n", ""));
    UUID id = UUID.nameUUIDFromBytes(names.getBytes(StandardCharsets.UTF_8));
    List<RaftPeer> peers = settings.members().stream().map(Membership::peer).toList();
    RaftPeerId self = RaftPeerId.valueOf(settings.self());
    List<RaftPeerId> others =
        peers.stream().map(RaftPeer::getId).filter(peer -> !peer.equals(self)).toList();
    return new Membership(self, others, RaftGroup.valueOf(RaftGroupId.valueOf(id), peers));
  }

  RaftGroupId groupId() {
    return group.getGroupId();
  }

  /** How many members besides this one make a majority with it. */
  int othersInMajority() {
    return (others.size() + 1) / 2;
  }

  private static RaftPeer peer(RaftMember member) {
    return RaftPeer.newBuilder().setId(member.name()).setAddress(member.address()).build();
  }
}
