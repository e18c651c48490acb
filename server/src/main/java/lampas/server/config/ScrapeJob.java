package lampas.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of {@code scrape_configs}: targets and how they are scraped.
 *
 * @param name the job's name, the value of the {@code job} label; unique
 * @param interval how often each target is scraped
 * @param timeout how long one scrape may take, at most the interval
 * @param metricsPath the path of the request, default {@code /metrics}
 * @param scheme the protocol of the request, default http
 * @param parameters the query of the request
 * @param honorLabels whether exposed labels win over the target's; default false, where a clash
 *     renames the exposed label {@code exported_…}
 * @param honorTimestamps whether exposed timestamps are kept, default true
 * @param trackTimestampsStaleness whether series with exposed timestamps are marked stale when they
 *     disappear, default false
 * @param compression whether gzip is asked for, default true
 * @param followRedirects whether redirects are followed, default true
 * @param credentials what the target is shown
 * @param fallbackProtocol how a body without a usable content type is read; empty: not at all
 * @param limits what makes the scrape fail
 * @param targetGroups the {@code static_configs}
 */
public record ScrapeJob(
    String name,
    Duration interval,
    Duration timeout,
    String metricsPath,
    Scheme scheme,
    Map<String, List<String>> parameters,
    boolean honorLabels,
    boolean honorTimestamps,
    boolean trackTimestampsStaleness,
    boolean compression,
    boolean followRedirects,
    Optional<Credentials> credentials,
    Optional<ScrapeProtocol> fallbackProtocol,
    ScrapeLimits limits,
    List<TargetGroup> targetGroups) {

  /** The protocol of a request. */
  public enum Scheme {
    HTTP,
    HTTPS
  }

  public ScrapeJob {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    parameters.forEach((key, values) -> copy.put(key, List.copyOf(values)));
    parameters = copy;
    targetGroups = List.copyOf(targetGroups);
  }

  /** The job with other targets. */
  public ScrapeJob withTargetGroups(List<TargetGroup> groups) {
    return new ScrapeJob(
        name,
        interval,
        timeout,
        metricsPath,
        scheme,
        parameters,
        honorLabels,
        honorTimestamps,
        trackTimestampsStaleness,
        compression,
        followRedirects,
        credentials,
        fallbackProtocol,
        limits,
        groups);
  }

  /** A builder with Prometheus's defaults, for jobs that do not come from a file. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Collects the parts of a job. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final Map<String, List<String>> parameters = new LinkedHashMap<>();
    private final List<TargetGroup> targetGroups = new ArrayList<>();
    private Duration interval = Duration.ofMinutes(1);
    private Duration timeout = Duration.ofSeconds(10);
    private String metricsPath = "/metrics";
    private Scheme scheme = Scheme.HTTP;
    private boolean honorLabels;
    private boolean honorTimestamps = true;
    private boolean trackTimestampsStaleness;
    private boolean compression = true;
    private boolean followRedirects = true;
    private Optional<Credentials> credentials = Optional.empty();
    private Optional<ScrapeProtocol> fallbackProtocol = Optional.empty();
    private ScrapeLimits limits = ScrapeLimits.none();

    private Builder(String name) {
      this.name = name;
    }

    public Builder interval(Duration interval) {
      this.interval = interval;
      return this;
    }

    public Builder timeout(Duration timeout) {
      this.timeout = timeout;
      return this;
    }

    public Builder metricsPath(String metricsPath) {
      this.metricsPath = metricsPath;
      return this;
    }

    public Builder scheme(Scheme scheme) {
      this.scheme = scheme;
      return this;
    }

    public Builder parameter(String key, String... values) {
      parameters.put(key, List.of(values));
      return this;
    }

    public Builder honorLabels(boolean honorLabels) {
      this.honorLabels = honorLabels;
      return this;
    }

    public Builder honorTimestamps(boolean honorTimestamps) {
      this.honorTimestamps = honorTimestamps;
      return this;
    }

    public Builder trackTimestampsStaleness(boolean trackTimestampsStaleness) {
      this.trackTimestampsStaleness = trackTimestampsStaleness;
      return this;
    }

    public Builder compression(boolean compression) {
      this.compression = compression;
      return this;
    }

    public Builder followRedirects(boolean followRedirects) {
      this.followRedirects = followRedirects;
      return this;
    }

    public Builder credentials(Credentials credentials) {
      this.credentials = Optional.of(credentials);
      return this;
    }

    public Builder fallbackProtocol(ScrapeProtocol fallbackProtocol) {
      this.fallbackProtocol = Optional.of(fallbackProtocol);
      return this;
    }

    public Builder limits(ScrapeLimits limits) {
      this.limits = limits;
      return this;
    }

    public Builder targets(TargetGroup group) {
      targetGroups.add(group);
      return this;
    }

    public ScrapeJob build() {
      return new ScrapeJob(
          name,
          interval,
          timeout,
          metricsPath,
          scheme,
          parameters,
          honorLabels,
          honorTimestamps,
          trackTimestampsStaleness,
          compression,
          followRedirects,
          credentials,
          fallbackProtocol,
          limits,
          targetGroups);
    }
  }
}
