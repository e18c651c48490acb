package lampas.server.cli;

import java.util.List;
import java.util.Map;

/** Scrape configurations as YAML that Prometheus and vmagent read. */
final class ScrapeConfigText {
  private ScrapeConfigText() {}

  /** One job a service, with addresses that do not change. */
  static String fixed(Map<String, List<String>> services, String interval) {
    StringBuilder yaml = new StringBuilder("scrape_configs:\n");
    services.forEach((service, addresses) -> {
      yaml.append(
          """
            - job_name: "%s"
              scrape_interval: %s
              static_configs:
                - targets:
          """
              .formatted(service, interval));
      addresses.forEach(address -> yaml.append("          - \"%s\"\n".formatted(address)));
    });
    return yaml.toString();
  }

  /** The job that finds annotated pods; the annotations stand in front, as a comment. */
  static String kubernetes(Map<String, List<String>> services, String interval) {
    /*
     * A pod is found once for each port that it declares. All of these become the same target, which
     * is scraped once, because the address is replaced by the annotated port and no label tells them
     * apart.
     */
    StringBuilder yaml = new StringBuilder();
    services.forEach((service, addresses) -> {
      for (String address : addresses) {
        yaml.append(
            """
            # The pod template of %s:
            #   metadata:
            #     labels:
            #       app.kubernetes.io/name: "%s"
            #     annotations:
            #       prometheus.io/scrape: "true"
            #       prometheus.io/port: "%s"
            #       prometheus.io/path: "/metrics"
            """
                .formatted(service, service, address.substring(address.lastIndexOf(':') + 1)));
      }
    });
    return yaml
        + """
        scrape_configs:
          - job_name: kubernetes-pods
            scrape_interval: %s
            kubernetes_sd_configs:
              - role: pod
            relabel_configs:
              - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape]
                regex: "true"
                action: keep
              - source_labels: [__meta_kubernetes_pod_phase]
                regex: Pending|Succeeded|Failed
                action: drop
              - source_labels: [__meta_kubernetes_pod_ip, __meta_kubernetes_pod_annotation_prometheus_io_port]
                regex: ([0-9.]+);([0-9]+)
                target_label: __address__
                replacement: $1:$2
              - source_labels: [__meta_kubernetes_pod_ip, __meta_kubernetes_pod_annotation_prometheus_io_port]
                regex: ([0-9a-fA-F:]*:[0-9a-fA-F:]*);([0-9]+)
                target_label: __address__
                replacement: "[$1]:$2"
              - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scheme]
                regex: (https?)
                target_label: __scheme__
              - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_path]
                regex: (.+)
                target_label: __metrics_path__
              - source_labels: [__meta_kubernetes_pod_label_app_kubernetes_io_name]
                regex: (.+)
                target_label: job
              - source_labels: [__meta_kubernetes_namespace]
                target_label: namespace
              - source_labels: [__meta_kubernetes_pod_name]
                target_label: pod
        """
            .formatted(interval);
  }
}
