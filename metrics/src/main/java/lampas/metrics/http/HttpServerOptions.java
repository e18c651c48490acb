package lampas.metrics.http;

import java.util.Optional;
import java.util.Set;
import lampas.metrics.MetricsException;
import lampas.model.catalogue.Buckets;
import lampas.model.error.ErrorKind;
import lampas.model.label.LabelNames;

/**
 * How an HTTP server is measured.
 *
 * @param namespace a word in front of the names, such as {@code asdlc}; none if empty
 * @param dialect whose names the metrics have
 * @param maximumEndpoints for how many endpoints there are series; those past it share {@code
 *     _overflow}
 * @param excludedPaths the paths, without query, whose requests are not measured
 * @param durationBuckets the buckets of durations in seconds; those of the dialect if empty
 * @param sizeBuckets the buckets of body sizes in bytes
 */
public record HttpServerOptions(
    Optional<String> namespace,
    HttpDialect dialect,
    int maximumEndpoints,
    Set<String> excludedPaths,
    Optional<Buckets> durationBuckets,
    Buckets sizeBuckets) {
  /**
   * Our names without a namespace, 200 endpoints, {@code /metrics} excluded, the buckets of the
   * dialect, sizes from 100 B to 100 MB.
   */
  public static final HttpServerOptions DEFAULT =
      new HttpServerOptions(
          Optional.empty(),
          HttpDialect.LAMPAS,
          200,
          Set.of("/metrics"),
          Optional.empty(),
          BodySizes.STANDARD);

  /**
   * Checks the options.
   *
   * @throws MetricsException USER if one of them is wrong
   */
  public HttpServerOptions {
    excludedPaths = Set.copyOf(excludedPaths);
    namespace.ifPresent(word ->
        require(
            LabelNames.isLegacyLabelName(word),
            "namespace: \"" + word + "\" (expected: [a-zA-Z_][a-zA-Z0-9_]*)"));
    require(maximumEndpoints > 0, "maximum endpoints: " + maximumEndpoints + " (expected: > 0)");
    for (String path : excludedPaths) {
      require(
          path.startsWith("/"),
          "excluded path: \"" + path + "\" (expected: a path, such as /metrics)");
    }
  }

  public HttpServerOptions withNamespace(String namespace) {
    return new HttpServerOptions(
        Optional.of(namespace),
        dialect,
        maximumEndpoints,
        excludedPaths,
        durationBuckets,
        sizeBuckets);
  }

  public HttpServerOptions withDialect(HttpDialect dialect) {
    return new HttpServerOptions(
        namespace, dialect, maximumEndpoints, excludedPaths, durationBuckets, sizeBuckets);
  }

  public HttpServerOptions withMaximumEndpoints(int maximumEndpoints) {
    return new HttpServerOptions(
        namespace, dialect, maximumEndpoints, excludedPaths, durationBuckets, sizeBuckets);
  }

  /** Measures all requests but those of exactly these paths. */
  public HttpServerOptions withExcludedPaths(String... paths) {
    return new HttpServerOptions(
        namespace, dialect, maximumEndpoints, Set.of(paths), durationBuckets, sizeBuckets);
  }

  public HttpServerOptions withDurationBuckets(Buckets seconds) {
    return new HttpServerOptions(
        namespace, dialect, maximumEndpoints, excludedPaths, Optional.of(seconds), sizeBuckets);
  }

  public HttpServerOptions withSizeBuckets(Buckets bytes) {
    return new HttpServerOptions(
        namespace, dialect, maximumEndpoints, excludedPaths, durationBuckets, bytes);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new MetricsException(ErrorKind.USER, "HTTP server " + message);
    }
  }
}
