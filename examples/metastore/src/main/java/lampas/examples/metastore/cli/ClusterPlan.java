package lampas.examples.metastore.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lampas.examples.metastore.config.Address;
import lampas.examples.metastore.config.Member;
import lampas.examples.metastore.config.MetastoreConfiguration;
import lampas.examples.metastore.config.Setting;

/**
 * Who is in a cluster on one machine, and which ports are whose.
 *
 * @param nodes all of them, in order
 */
record ClusterPlan(List<Planned> nodes) {
  private static final int PORTS_APART = 10;

  /**
   * One node.
   *
   * @param metrics where its metrics are; empty if nothing is measured
   */
  record Planned(Member member, Optional<Address> metrics) {}

  ClusterPlan {
    nodes = List.copyOf(nodes);
  }

  /** A plan from the ports of a configuration, which are those of the first node. */
  static ClusterPlan of(int size, MetastoreConfiguration configuration) {
    String host = SingleNode.reachable(configuration.host());
    List<Planned> nodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int port = configuration.port() + PORTS_APART * i;
      Member member =
          new Member("node" + (i + 1), new Address(host, port + 1), new Address(host, port));
      int metricsPort = configuration.monitoring().prometheusPort() + i;
      nodes.add(
          new Planned(
              member,
              configuration.monitoring().enablePrometheus()
                  ? Optional.of(new Address(host, metricsPort))
                  : Optional.empty()));
    }
    return new ClusterPlan(nodes);
  }

  /** The flags that are a node's own. */
  List<String> flags(Planned node) {
    List<String> flags = new ArrayList<>();
    flags.add(Setting.NAME.flagName() + "=" + node.member().name());
    flags.add(Setting.PORT.flagName() + "=" + node.member().client().port());
    flags.add(
        Setting.MEMBERS.flagName()
            + "="
            + Member.format(nodes.stream().map(Planned::member).toList()));
    node.metrics()
        .ifPresent(metrics -> flags.add(Setting.PROMETHEUS_PORT.flagName() + "=" + metrics.port()));
    return flags;
  }

  /** What a client needs, with commas between. */
  String endpoints() {
    return nodes.stream()
        .map(node -> node.member().client().toString())
        .collect(Collectors.joining(","));
  }
}
