package lampas.examples.metastore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import lampas.examples.metastore.config.ConfigurationLoader;
import org.junit.jupiter.api.Test;

class ClusterPlanTest {
  private static ClusterPlan plan(Map<String, String> flags) {
    return ClusterPlan.of(3, ConfigurationLoader.empty().withFlags(flags).load());
  }

  @Test
  void clientsAreTenPortsApartPeersOneAboveAndMetricsOneAfterTheOther() {
    ClusterPlan plan = plan(Map.of("--host", "0.0.0.0"));
    String members =
        "--members=node1=127.0.0.1:2380/127.0.0.1:2379,node2=127.0.0.1:2390/127.0.0.1:2389,"
            + "node3=127.0.0.1:2400/127.0.0.1:2399";

    assertThat(plan.nodes().stream().map(plan::flags).map(flags -> String.join(" ", flags)))
        .containsExactly(
            "--name=node1 --port=2379 " + members + " --monitoring.prometheus-port=9090",
            "--name=node2 --port=2389 " + members + " --monitoring.prometheus-port=9091",
            "--name=node3 --port=2399 " + members + " --monitoring.prometheus-port=9092");
    assertThat(plan.endpoints()).isEqualTo("127.0.0.1:2379,127.0.0.1:2389,127.0.0.1:2399");
  }

  @Test
  void withoutMetricsNoNodeHasAPortForThem() {
    ClusterPlan plan = plan(Map.of("--monitoring.enable-prometheus", "false"));

    assertThat(plan.nodes()).allMatch(node -> node.metrics().isEmpty());
    assertThat(plan.flags(plan.nodes().getFirst()).toString()).doesNotContain("prometheus-port");
  }
}
