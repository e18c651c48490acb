package lampas.examples.metastore.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lampas.model.error.NearestName;

/**
 * Everything that a node can be told; {@link Setting} says what each part means.
 *
 * @param name the node's name
 * @param host where it listens
 * @param port for clients; 0 for a free one
 * @param peerPort for the other nodes, where no members are given; 0 for the one above the clients'
 * @param data the folder of all nodes
 * @param members all nodes; empty for this one alone
 * @param raft how the nodes agree
 * @param tokenTtl how long a token is valid
 * @param monitoring what is measured
 * @param limits what clients may ask for
 */
public record MetastoreConfiguration(
    String name,
    String host,
    int port,
    int peerPort,
    Path data,
    List<Member> members,
    RaftSettings raft,
    Duration tokenTtl,
    MonitoringSettings monitoring,
    LimitSettings limits) {
  public MetastoreConfiguration {
    members = List.copyOf(members);
  }

  static MetastoreConfiguration of(SettingValues values) {
    return new MetastoreConfiguration(
        values.value(Setting.NAME),
        values.value(Setting.HOST),
        values.value(Setting.PORT),
        values.value(Setting.PEER_PORT),
        values.value(Setting.DATA),
        values.value(Setting.MEMBERS),
        RaftSettings.of(values),
        values.value(Setting.TOKEN_TTL),
        MonitoringSettings.of(values),
        LimitSettings.of(values));
  }

  /** What is wrong with the parts together. */
  Optional<String> problem() {
    List<String> names = members.stream().map(Member::name).toList();
    if (names.isEmpty() || names.contains(name)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s: %s is not one of the members (%s)"
            .formatted(
                Setting.NAME.key(),
                name,
                NearestName.of(name, names)
                    .map(nearest -> "did you mean " + nearest + "?")
                    .orElse("expected one of: " + String.join(", ", names))));
  }

  /** The folder of this node. */
  public Path folder() {
    return data.resolve(name);
  }
}
