package lampas.server.api;

import java.util.List;
import lampas.server.http.Endpoint;

/** The endpoints of Prometheus's HTTP API v1, as {@code docs/http-api.md} lists them. */
public final class PrometheusApi {
  private PrometheusApi() {}

  /** The rows for the server's table of endpoints. */
  public static List<Endpoint> endpoints(ApiSources sources) {
    QueryEndpoints queries = new QueryEndpoints(sources);
    SyntaxEndpoints syntax = new SyntaxEndpoints(sources.engine().options().parser());
    SeriesEndpoints series = new SeriesEndpoints(sources.series());
    ExemplarEndpoints exemplars =
        new ExemplarEndpoints(sources.exemplars(), sources.engine().options().parser());
    TargetEndpoints targets = new TargetEndpoints(sources.targets());
    StatusEndpoints status = new StatusEndpoints(sources.build(), sources.ready());
    return List.of(
        Endpoint.getOrPost("/api/v1/query", queries::instant),
        Endpoint.getOrPost("/api/v1/query_range", queries::range),
        Endpoint.getOrPost("/api/v1/query_exemplars", exemplars::query),
        Endpoint.getOrPost("/api/v1/format_query", syntax::format),
        Endpoint.getOrPost("/api/v1/parse_query", syntax::parse),
        Endpoint.getOrPost("/api/v1/labels", series::labelNames),
        Endpoint.get("/api/v1/label/{name}/values", series::labelValues),
        Endpoint.getOrPost("/api/v1/series", series::series),
        Endpoint.get("/api/v1/targets", targets::targets),
        Endpoint.get("/api/v1/metadata", targets::metadata),
        Endpoint.get("/api/v1/status/buildinfo", status::buildInfo),
        Endpoint.get("/-/healthy", status::healthy),
        Endpoint.get("/-/ready", status::ready));
  }
}
