package lampas.client;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import lampas.client.answer.BuildInfo;
import lampas.client.answer.Capabilities;
import lampas.client.answer.Feature;
import lampas.client.answer.Product;
import lampas.client.http.HttpCall;
import lampas.model.result.QueryResult;
import lampas.promql.Dialect;

/**
 * Finds out what a backend is by what it says of itself and by what it answers to small questions.
 */
final class CapabilityProbe {
  private static final String API = "/api/v1/";

  /* Points a second apart, over a window of a second: two if it is closed on the left. */
  private static final String WINDOW = "count_over_time(vector(1)[1s:1s])";
  private static final String AT = "1700000000";

  private final Exchange exchange;
  private final InstantSource clock;

  CapabilityProbe(Exchange exchange, InstantSource clock) {
    this.exchange = exchange;
    this.clock = clock;
  }

  Capabilities find() {
    QueryResult one = query("1");
    QueryResult window = query(WINDOW);
    boolean scalars = one instanceof QueryResult.Scalar;
    Optional<BuildInfo> build = build();
    Product product = product(build, scalars);
    boolean closed =
        window instanceof QueryResult.Vector vector
            && vector.onlyValue().filter(count -> count == 2).isPresent();
    return new Capabilities(
        product,
        build.flatMap(BuildInfo::version),
        closed ? Dialect.PROMETHEUS_2 : Dialect.PROMETHEUS_3,
        product == Product.VICTORIA_METRICS ? 30_000 : 11_000,
        features(product, scalars),
        clock.instant());
  }

  private QueryResult query(String promql) {
    FormParameters form = new FormParameters().add("query", promql).add("time", AT);
    return exchange.read(HttpCall.post(API + "query", form.toString()), QueryReader::read).result();
  }

  private Optional<BuildInfo> build() {
    try {
      return Optional.of(
          exchange.tree(HttpCall.get(API + "status/buildinfo", ""), BuildInfo::read));
    } catch (RequestException refused) {
      requireAbsent(refused);
      return Optional.empty();
    }
  }

  private static Product product(Optional<BuildInfo> build, boolean scalars) {
    String application = build.flatMap(BuildInfo::application).orElse("");
    if (application.contains("Mimir")) {
      return Product.MIMIR;
    }
    if (application.equals("Lampas")) {
      return Product.LAMPAS;
    }
    if (!scalars) {
      return Product.VICTORIA_METRICS;
    }
    String version = build.flatMap(BuildInfo::version).orElse("");
    if (version.startsWith("0.")) {
      /* No Prometheus of such a version answers buildinfo. */
      return Product.THANOS;
    }
    boolean known = version.startsWith("2.") || version.startsWith("3.");
    return known && application.isEmpty() ? Product.PROMETHEUS : Product.UNKNOWN;
  }

  private Set<Feature> features(Product product, boolean scalars) {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    if (scalars) {
      features.add(Feature.SCALARS);
    }
    if (product != Product.VICTORIA_METRICS) {
      /* It answers both, always with nothing. */
      addIfAnswered(features, Feature.EXEMPLARS, "query_exemplars", "query=up&start=0&end=1");
      addIfAnswered(features, Feature.METADATA, "metadata", "limit=1");
    }
    addIfAnswered(features, Feature.NATIVE_HISTOGRAMS, "query", "query=histogram_count(vector(1))");
    addIfAnswered(features, Feature.PARSE_QUERY, "parse_query", "query=1");
    addIfAnswered(features, Feature.FORMAT_QUERY, "format_query", "query=1");
    addIfAnswered(features, Feature.RULES, "rules", "");
    return features;
  }

  private void addIfAnswered(Set<Feature> features, Feature feature, String path, String query) {
    try {
      exchange.data(
          HttpCall.get(API + path, query),
          json -> {
            json.skip();
            return true;
          });
      features.add(feature);
    } catch (RequestException refused) {
      requireAbsent(refused);
    }
  }

  /* A backend that is down, slow or wants credentials has said nothing about what it can do. */
  private static void requireAbsent(RequestException refused) {
    boolean absent =
        switch (refused.failure()) {
          case ClientFailure.Refused answer ->
              switch (answer.type()) {
                case NOT_FOUND, BAD_DATA, EXECUTION, NOT_ACCEPTABLE -> true;
                case OTHER -> answer.status() == 403;
                case TIMEOUT, CANCELED, INTERNAL, UNAVAILABLE, TOO_MANY_REQUESTS -> false;
              };
          case ClientFailure.Unreadable(int status, String what) -> status >= 400 && status < 500;
          default -> false;
        };
    if (!absent) {
      throw refused;
    }
  }
}
