package lampas.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lampas.model.label.Labels;

/** Makes the records of a configuration from the keys of a file. */
final class ConfigurationReader {
  /* Source: config/config.go of Prometheus 3, its default values and the order in which it fills
  them in: a job's own value, the global one, the default; a timeout is cut to the interval. */
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private static final List<String> UNSUPPORTED =
      List.of(
          "runtime",
          "alerting",
          "rule_files",
          "scrape_config_files",
          "tracing",
          "remote_write",
          "remote_read",
          "otlp");

  private static final List<String> UNSUPPORTED_GLOBAL =
      List.of(
          "scrape_protocols",
          "rule_query_offset",
          "query_log_file",
          "scrape_failure_log_file",
          "keep_dropped_targets",
          "metric_name_validation_scheme",
          "metric_name_escaping_scheme",
          "scrape_native_histograms",
          "convert_classic_histograms_to_nhcb",
          "always_scrape_classic_histograms",
          "extra_scrape_metrics");

  private ConfigurationReader() {}

  static ServerConfiguration read(YamlMapping file, SettingValues settings, Path folder) {
    GlobalSettings global = readGlobal(file.mapping("global"));
    List<ScrapeJob> jobs = readJobs(file, global, folder);
    Optional<YamlMapping> server = file.mapping(Setting.LISTEN.section());
    Optional<YamlMapping> storage = file.mapping(Setting.RETENTION_TIME.section());
    Optional<YamlMapping> query = file.mapping(Setting.QUERY_TIMEOUT.section());
    ServerConfiguration configuration =
        new ServerConfiguration(
            global,
            jobs,
            new ServerSettings(settings.value(Setting.LISTEN, server)),
            new StorageSettings(
                settings.value(Setting.RETENTION_TIME, storage),
                settings.value(Setting.RETENTION_BYTES, storage),
                settings.value(Setting.MAX_EXEMPLARS, storage)),
            new QuerySettings(
                settings.value(Setting.QUERY_TIMEOUT, query),
                settings.value(Setting.QUERY_MAX_SAMPLES, query),
                settings.value(Setting.QUERY_MAX_BYTES, query),
                settings.value(Setting.QUERY_MAX_SERIES, query),
                settings.value(Setting.QUERY_LOOKBACK_DELTA, query),
                settings.value(Setting.QUERY_MAX_CONCURRENCY, query),
                settings.value(Setting.QUERY_DIALECT, query),
                settings.value(Setting.QUERY_ENABLE_FEATURE, query)));
    server.ifPresent(YamlMapping::finish);
    storage.ifPresent(keys -> {
      keys.unsupported("tsdb", "see " + Setting.RETENTION_TIME.key());
      keys.unsupported("exemplars", "see " + Setting.MAX_EXEMPLARS.key());
      keys.finish();
    });
    query.ifPresent(YamlMapping::finish);
    UNSUPPORTED.forEach(key -> file.unsupported(key, "Lampas scrapes, stores and answers queries"));
    file.finish();
    return configuration;
  }

  private static GlobalSettings readGlobal(Optional<YamlMapping> section) {
    if (section.isEmpty()) {
      return new GlobalSettings(
          DEFAULT_INTERVAL, DEFAULT_TIMEOUT, DEFAULT_INTERVAL, Labels.empty(), ScrapeLimits.none());
    }
    YamlMapping global = section.get();
    Duration interval = YamlValues.duration(global, "scrape_interval").orElse(DEFAULT_INTERVAL);
    Duration timeout =
        timeout(global, interval).orElseGet(() -> shorter(DEFAULT_TIMEOUT, interval));
    GlobalSettings settings =
        new GlobalSettings(
            interval,
            timeout,
            YamlValues.duration(global, "evaluation_interval").orElse(DEFAULT_INTERVAL),
            YamlValues.labels(global, "external_labels"),
            YamlValues.limits(global, ScrapeLimits.none()));
    UNSUPPORTED_GLOBAL.forEach(key -> global.unsupported(key, "Lampas has no such choice"));
    global.finish();
    return settings;
  }

  private static List<ScrapeJob> readJobs(YamlMapping file, GlobalSettings global, Path folder) {
    List<ScrapeJob> jobs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlMapping keys : file.mappings("scrape_configs")) {
      ScrapeJob job = ScrapeJobReader.read(keys, global, folder);
      if (!job.name().isEmpty() && !names.add(job.name())) {
        keys.problem("job_name", job.name() + " comes twice (expected: a name of its own)");
      }
      jobs.add(job);
    }
    return jobs;
  }

  /** The timeout that a section gives, which is at most its interval. */
  static Optional<Duration> timeout(YamlMapping keys, Duration interval) {
    Optional<Duration> timeout = YamlValues.duration(keys, "scrape_timeout");
    if (timeout.isPresent() && timeout.get().compareTo(interval) > 0) {
      keys.problem(
          "scrape_timeout",
          YamlValues.format(timeout.get())
              + " (expected: at most the scrape interval, "
              + YamlValues.format(interval)
              + ")");
      return Optional.of(interval);
    }
    return timeout;
  }

  static Duration shorter(Duration left, Duration right) {
    return left.compareTo(right) <= 0 ? left : right;
  }
}
