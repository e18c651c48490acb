package lampas.acceptance.view;

import java.util.Locale;

/** The page of a service of the agent platform, whose counters grow with time as it says. */
final class ServicePage {
  static final double PROCESSOR_SHARE = .25;
  static final double REQUESTS_PER_SECOND = 20;

  private final String service;
  private final long startNanos = System.nanoTime();
  private volatile boolean dead;

  ServicePage(String service) {
    this.service = service;
  }

  /** From now on every scrape fails. */
  void die() {
    dead = true;
  }

  boolean isDead() {
    return dead;
  }

  /** As it is now. All requests take between 0.1 and 0.25 s. */
  String text() {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    double requests = REQUESTS_PER_SECOND * seconds;
    return String.format(
        Locale.ROOT,
        """
        # TYPE asdlc_service_info gauge
        asdlc_service_info{service="%1$s",version="1.2"} 1
        # TYPE process_cpu_seconds_total counter
        process_cpu_seconds_total{service="%1$s"} %2$f
        # TYPE asdlc_process_memory_bytes gauge
        asdlc_process_memory_bytes{service="%1$s",type="rss"} 1000000
        asdlc_process_memory_bytes{service="%1$s",type="vms"} 5000000
        # TYPE asdlc_http_requests_total counter
        asdlc_http_requests_total{service="%1$s",method="GET",endpoint="/tasks/{id}",status="200"} %3$f
        # TYPE asdlc_http_request_duration_seconds histogram
        asdlc_http_request_duration_seconds_bucket{service="%1$s",method="GET",endpoint="/tasks/{id}",le="0.1"} 0
        asdlc_http_request_duration_seconds_bucket{service="%1$s",method="GET",endpoint="/tasks/{id}",le="0.25"} %3$f
        asdlc_http_request_duration_seconds_bucket{service="%1$s",method="GET",endpoint="/tasks/{id}",le="+Inf"} %3$f
        asdlc_http_request_duration_seconds_sum{service="%1$s",method="GET",endpoint="/tasks/{id}"} %4$f
        asdlc_http_request_duration_seconds_count{service="%1$s",method="GET",endpoint="/tasks/{id}"} %3$f
        # TYPE asdlc_active_tasks gauge
        asdlc_active_tasks{service="%1$s"} 3
        # TYPE asdlc_active_workers gauge
        asdlc_active_workers{service="%1$s"} NaN
        """,
        service,
        PROCESSOR_SHARE * seconds,
        requests,
        .2 * requests);
  }
}
