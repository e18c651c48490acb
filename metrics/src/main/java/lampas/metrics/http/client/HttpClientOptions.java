package lampas.metrics.http.client;

import java.util.Optional;
import lampas.metrics.MetricsException;
import lampas.metrics.http.BodySizes;
import lampas.metrics.http.HttpDialect;
import lampas.model.catalogue.Buckets;
import lampas.model.error.ErrorKind;
import lampas.model.label.LabelNames;

/**
 * How HTTP clients are measured.
 *
 * @param namespace a word in front of the names, such as {@code asdlc}; none if empty
 * @param dialect whose names the metrics have
 * @param maximumHosts for how many hosts there are series; those past it share {@code _overflow}
 * @param durationBuckets the buckets of durations in seconds; those of the dialect if empty
 * @param sizeBuckets the buckets of body sizes in bytes
 */
public record HttpClientOptions(
    Optional<String> namespace,
    HttpDialect dialect,
    int maximumHosts,
    Optional<Buckets> durationBuckets,
    Buckets sizeBuckets) {
  /**
   * Our names without a namespace, 100 hosts, the buckets of the dialect, sizes from 100 B to 100
   * MB.
   */
  public static final HttpClientOptions DEFAULT =
      new HttpClientOptions(
          Optional.empty(), HttpDialect.LAMPAS, 100, Optional.empty(), BodySizes.STANDARD);

  /**
   * Checks the options.
   *
   * @throws MetricsException USER if one of them is wrong
   */
  public HttpClientOptions {
    namespace.ifPresent(word ->
        require(
            LabelNames.isLegacyLabelName(word),
            "namespace: \"" + word + "\" (expected: [a-zA-Z_][a-zA-Z0-9_]*)"));
    require(maximumHosts > 0, "maximum hosts: " + maximumHosts + " (expected: > 0)");
  }

  public HttpClientOptions withNamespace(String namespace) {
    return new HttpClientOptions(
        Optional.of(namespace), dialect, maximumHosts, durationBuckets, sizeBuckets);
  }

  public HttpClientOptions withDialect(HttpDialect dialect) {
    return new HttpClientOptions(namespace, dialect, maximumHosts, durationBuckets, sizeBuckets);
  }

  public HttpClientOptions withMaximumHosts(int maximumHosts) {
    return new HttpClientOptions(namespace, dialect, maximumHosts, durationBuckets, sizeBuckets);
  }

  public HttpClientOptions withDurationBuckets(Buckets seconds) {
    return new HttpClientOptions(
        namespace, dialect, maximumHosts, Optional.of(seconds), sizeBuckets);
  }

  public HttpClientOptions withSizeBuckets(Buckets bytes) {
    return new HttpClientOptions(namespace, dialect, maximumHosts, durationBuckets, bytes);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new MetricsException(ErrorKind.USER, "HTTP client " + message);
    }
  }
}
