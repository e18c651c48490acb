package lampas.examples.tikv.cluster;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import lampas.examples.tikv.store.PretendedStore;
import lampas.model.time.PrometheusDuration;

/** What a Prometheus, a vmagent or a lampas server has to scrape. */
public final class ScrapeConfig {
  private ScrapeConfig() {}

  /** The configuration for stores that are going to listen from this port on. */
  public static String text(int firstPort, Duration interval) {
    return text(PretendedCluster.targets(firstPort), interval);
  }

  static String text(PretendedCluster cluster, Duration interval) {
    return text(
        cluster.stores().stream()
            .filter(store -> store.condition().isMember())
            .map(PretendedStore::statusAddress)
            .toList(),
        interval);
  }

  private static String text(List<String> targets, Duration interval) {
    String time = PrometheusDuration.format(interval);
    return """
    scrape_configs:
      - job_name: tikv
        scrape_interval: %s
        scrape_timeout: %s
        static_configs:
          - targets: [%s]
    """
        .formatted(
            time,
            time,
            targets.stream().map(target -> '"' + target + '"').collect(Collectors.joining(", ")));
  }
}
