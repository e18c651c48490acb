package lampas.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a {@link ScrapeJob} from one entry of {@code scrape_configs}. */
final class ScrapeJobReader {
  private static final Map<String, String> UNSUPPORTED = unsupported();

  private ScrapeJobReader() {}

  static ScrapeJob read(YamlMapping keys, GlobalSettings global, Path folder) {
    String name = keys.text("job_name").orElse("");
    if (name.isEmpty()) {
      keys.problem("job_name", "missing (expected: a name)");
    }
    Duration interval =
        YamlValues.duration(keys, "scrape_interval").orElse(global.scrapeInterval());
    Duration timeout =
        ConfigurationReader.timeout(keys, interval)
            .orElseGet(() -> ConfigurationReader.shorter(global.scrapeTimeout(), interval));
    ScrapeJob job =
        new ScrapeJob(
            name,
            interval,
            timeout,
            keys.text("metrics_path").orElse("/metrics"),
            keys.value("scheme", "http or https", ScrapeJobReader::scheme)
                .orElse(ScrapeJob.Scheme.HTTP),
            parameters(keys),
            YamlValues.flag(keys, "honor_labels", false),
            YamlValues.flag(keys, "honor_timestamps", true),
            YamlValues.flag(keys, "track_timestamps_staleness", false),
            YamlValues.flag(keys, "enable_compression", true),
            YamlValues.flag(keys, "follow_redirects", true),
            CredentialsReader.read(keys, folder),
            keys.value(
                "fallback_scrape_protocol", protocolNames(), ScrapeJobReader::scrapeProtocol),
            YamlValues.limits(keys, global.limits()),
            targetGroups(keys));
    UNSUPPORTED.forEach(keys::unsupported);
    for (String key : List.copyOf(keys.keys())) {
      if (key.endsWith("_sd_configs")) {
        keys.unsupported(key, "list the targets under static_configs");
      }
    }
    keys.finish();
    return job;
  }

  private static Map<String, List<String>> parameters(YamlMapping keys) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    keys.mapping("params")
        .ifPresent(params -> {
          for (String name : params.keys()) {
            parameters.put(name, params.texts(name));
          }
        });
    return parameters;
  }

  private static List<TargetGroup> targetGroups(YamlMapping keys) {
    List<TargetGroup> groups = new ArrayList<>();
    for (YamlMapping group : keys.mappings("static_configs")) {
      List<String> targets = group.texts("targets");
      for (String target : targets) {
        if (target.isEmpty() || target.indexOf('/') >= 0) {
          group.problem("targets", "\"" + target + "\" (expected: host:port, without a path)");
        }
      }
      groups.add(new TargetGroup(targets, YamlValues.labels(group, "labels")));
      group.finish();
    }
    return groups;
  }

  private static ScrapeJob.Scheme scheme(String text) {
    return switch (text) {
      case "http" -> ScrapeJob.Scheme.HTTP;
      case "https" -> ScrapeJob.Scheme.HTTPS;
      default -> throw new IllegalArgumentException("not a scheme");
    };
  }

  private static ScrapeProtocol scrapeProtocol(String text) {
    return Arrays.stream(ScrapeProtocol.values())
        .filter(protocol -> protocol.configurationName().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not a protocol"));
  }

  private static String protocolNames() {
    return "one of "
        + String.join(
            ", ",
            Arrays.stream(ScrapeProtocol.values()).map(ScrapeProtocol::configurationName).toList());
  }

  private static Map<String, String> unsupported() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String key : List.of("relabel_configs", "metric_relabel_configs")) {
      reasons.put(key, "give labels under static_configs");
    }
    for (String key :
        List.of(
            "tls_config",
            "oauth2",
            "http_headers",
            "enable_http2",
            "proxy_url",
            "no_proxy",
            "proxy_from_environment",
            "proxy_connect_header",
            "http_unix_socket")) {
      reasons.put(key, "targets are reached directly, with basic_auth or authorization");
    }
    reasons.put("scrape_protocols", "OpenMetrics is asked for first, then the text format");
    for (String key :
        List.of(
            "scrape_native_histograms",
            "scrape_classic_histograms",
            "always_scrape_classic_histograms",
            "convert_classic_histograms_to_nhcb",
            "native_histogram_bucket_limit",
            "native_histogram_min_bucket_factor")) {
      reasons.put(key, "only classic histograms are scraped");
    }
    for (String key : List.of("metric_name_validation_scheme", "metric_name_escaping_scheme")) {
      reasons.put(key, "every UTF-8 name is taken as it is");
    }
    reasons.put("keep_dropped_targets", "no target is dropped");
    reasons.put("extra_scrape_metrics", "Lampas has no such choice");
    reasons.put("scrape_failure_log_file", "failures are logged with everything else");
    return reasons;
  }
}
