package lampas.server.view;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import lampas.client.Backend;
import lampas.server.http.Endpoint;

/**
 * The endpoints {@code /api/metrics/*}: any query over a range, which services report, whether the
 * metrics can be had, and typed views of the services.
 *
 * <p>Nothing is made up: where the backend does not answer there is an error, and what has no value
 * says why.
 */
public final class MetricsView {
  private MetricsView() {}

  /**
   * The endpoints over a backend.
   *
   * @param clock what "now" is: the evaluation time of every view
   */
  public static List<Endpoint> endpoints(Backend backend, ViewSettings settings, Clock clock) {
    ViewBackend guarded = new ViewBackend(backend, settings);
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.add(
        Endpoint.get("/api/metrics/query_range", new RangeView(guarded, settings)::reply));
    endpoints.add(
        Endpoint.get("/api/metrics/services", new ServicesView(guarded, settings, clock)::reply));
    endpoints.add(
        Endpoint.get("/api/metrics/health", new HealthView(guarded, settings, clock)::reply));
    for (Topic topic : Topic.all(settings.namespace())) {
      endpoints.add(
          Endpoint.get(
              "/api/metrics/" + topic.name(),
              new TopicView(topic, guarded, settings, clock)::reply));
    }
    return List.copyOf(endpoints);
  }
}
