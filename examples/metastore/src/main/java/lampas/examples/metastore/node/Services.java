package lampas.examples.metastore.node;

import io.grpc.BindableService;
import java.util.List;
import java.util.stream.Collectors;
import lampas.examples.metastore.api.Gateway;
import lampas.examples.metastore.config.Member;
import lampas.examples.metastore.config.MetastoreConfiguration;
import lampas.examples.metastore.raft.Replica;
import lampas.examples.metastore.state.MetadataState;
import lampas.examples.metastore.telemetry.Telemetry;
import lampas.metrics.grpc.AuthDecision;
import lampas.metrics.grpc.AuthHook;

/**
 * etcd's services on one node's state.
 *
 * @param all the services
 * @param auth who may call them
 */
record Services(List<BindableService> all, AuthHook auth) implements AutoCloseable {
  static Services of(
      MetastoreConfiguration configuration,
      List<Member> members,
      Replica replica,
      MetadataState state,
      Telemetry telemetry) {
    long cluster =
        Identifier.of(members.stream().map(Member::name).sorted().collect(Collectors.joining(",")));
    Gateway gateway =
        new Gateway(replica, state, cluster, Identifier.of(configuration.name()));
    return new Services(List.of(), (call, headers) -> AuthDecision.ADMITTED);
  }

  @Override
  public void close() {}
}
