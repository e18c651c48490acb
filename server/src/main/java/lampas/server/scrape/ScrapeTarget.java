package lampas.server.scrape;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import lampas.model.error.ErrorKind;
import lampas.model.label.Labels;
import lampas.model.time.PrometheusDuration;
import lampas.server.config.ScrapeJob;
import lampas.server.config.TargetGroup;

/**
 * One thing to scrape and what is known about it beforehand; equal targets are scraped once.
 *
 * <p>Labels of a target group whose names begin with {@code __} override the job, as in Prometheus:
 * {@code __scheme__}, {@code __metrics_path__}, {@code __scrape_interval__}, {@code
 * __scrape_timeout__}, {@code __param_…}. Source: scrape/target.go of Prometheus.
 */
record ScrapeTarget(
    ScrapeJob job,
    URI url,
    Labels labels,
    Labels discoveredLabels,
    Duration interval,
    Duration timeout) {
  private static final String RESERVED = "__";
  private static final String ADDRESS = "__address__";
  private static final String SCHEME = "__scheme__";
  private static final String METRICS_PATH = "__metrics_path__";
  private static final String INTERVAL = "__scrape_interval__";
  private static final String TIMEOUT = "__scrape_timeout__";
  private static final String PARAMETER = "__param_";

  /** The targets of a job, each once, in their order. */
  static List<ScrapeTarget> of(ScrapeJob job) {
    List<ScrapeTarget> targets = new ArrayList<>();
    /* A target does not change because another one is added. */
    ScrapeJob withoutTargets = job.withTargetGroups(List.of());
    for (TargetGroup group : job.targetGroups()) {
      for (String address : group.targets()) {
        ScrapeTarget target = of(withoutTargets, address, group.labels());
        if (targets.stream().noneMatch(target::isSameAs)) {
          targets.add(target);
        }
      }
    }
    return targets;
  }

  /** Whether both would write the same series. */
  boolean isSameAs(ScrapeTarget other) {
    return url.equals(other.url) && labels.equals(other.labels);
  }

  private static ScrapeTarget of(ScrapeJob job, String address, Labels groupLabels) {
    Map<String, String> discovered = new TreeMap<>();
    discovered.put("job", job.name());
    discovered.put(SCHEME, job.scheme().name().toLowerCase(Locale.ROOT));
    discovered.put(METRICS_PATH, job.metricsPath());
    discovered.put(INTERVAL, PrometheusDuration.format(job.interval()));
    discovered.put(TIMEOUT, PrometheusDuration.format(job.timeout()));
    job.parameters()
        .forEach((key, values) ->
            values.stream().findFirst().ifPresent(value -> discovered.put(PARAMETER + key, value)));
    discovered.putAll(groupLabels.toMap());
    discovered.put(ADDRESS, address);
    Map<String, String> labels = new TreeMap<>(discovered);
    labels.putIfAbsent("instance", address);
    labels.keySet().removeIf(name -> name.startsWith(RESERVED));
    Duration interval = duration(job, discovered, INTERVAL);
    Duration timeout = duration(job, discovered, TIMEOUT);
    if (timeout.compareTo(interval) > 0) {
      throw wrong(job, address, TIMEOUT, discovered, "at most " + discovered.get(INTERVAL));
    }
    return new ScrapeTarget(
        job, url(job, discovered), Labels.of(labels), Labels.of(discovered), interval, timeout);
  }

  private static Duration duration(ScrapeJob job, Map<String, String> labels, String name) {
    Duration duration = Duration.ZERO;
    String expected = "a duration above 0";
    try {
      duration = PrometheusDuration.parse(labels.getOrDefault(name, ""));
    } catch (IllegalArgumentException unreadable) {
      expected = "a duration, such as 15s";
    }
    if (!duration.isPositive()) {
      throw wrong(job, labels.getOrDefault(ADDRESS, ""), name, labels, expected);
    }
    return duration;
  }

  private static URI url(ScrapeJob job, Map<String, String> labels) {
    String address = labels.getOrDefault(ADDRESS, "");
    String path = labels.getOrDefault(METRICS_PATH, "");
    try {
      URI base =
          new URI(
              labels.getOrDefault(SCHEME, ""),
              address,
              path.startsWith("/") ? path : "/" + path,
              null,
              null);
      if (base.getHost() == null) {
        throw wrong(job, address, ADDRESS, labels, "host:port");
      }
      String query = query(job, labels);
      return URI.create(base.toASCIIString() + (query.isEmpty() ? "" : "?" + query));
    } catch (URISyntaxException unreadable) {
      throw wrong(job, address, ADDRESS, labels, "host:port");
    }
  }

  private static String query(ScrapeJob job, Map<String, String> labels) {
    Map<String, List<String>> parameters = new TreeMap<>();
    job.parameters().forEach((key, values) -> parameters.put(key, new ArrayList<>(values)));
    labels.forEach((name, value) -> {
      if (name.startsWith(PARAMETER)) {
        List<String> values =
            parameters.computeIfAbsent(
                name.substring(PARAMETER.length()), key -> new ArrayList<>());
        if (values.isEmpty()) {
          values.add(value);
        } else {
          values.set(0, value);
        }
      }
    });
    StringJoiner query = new StringJoiner("&");
    parameters.forEach(
        (key, values) -> values.forEach(value -> query.add(encode(key) + "=" + encode(value))));
    return query.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static ScrapeException wrong(
      ScrapeJob job, String address, String name, Map<String, String> labels, String expected) {
    return new ScrapeException(
        ErrorKind.USER,
        "job %s, target %s: %s: %s (expected: %s)"
            .formatted(job.name(), address, name, labels.get(name), expected));
  }
}
