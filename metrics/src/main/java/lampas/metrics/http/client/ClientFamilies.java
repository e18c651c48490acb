package lampas.metrics.http.client;

import java.net.URI;
import lampas.metrics.Gauge;
import lampas.metrics.Histogram;
import lampas.metrics.http.KnownMethod;

/** The metrics of clients in one dialect. */
sealed interface ClientFamilies permits LampasClient, OpenTelemetryClient {
  /** The gauge of requests that are not over yet. */
  Gauge inFlight(KnownMethod method, HostLabels.Host host, URI uri);

  /** The request is over with a whole answer. */
  void answered(KnownMethod method, HostLabels.Host host, int status, Measures measures);

  /**
   * The request is over without one.
   *
   * @param status that of the answer if it had begun, or {@link #NONE}
   */
  void failed(
      KnownMethod method, HostLabels.Host host, int status, Failure failure, Measures measures);

  /** Stands for the status of an answer that did not begin. */
  int NONE = -1;

  /**
   * What was measured.
   *
   * @param requestBytes {@link #NONE} if unknown
   * @param responseBytes {@link #NONE} if no answer began
   */
  record Measures(double seconds, long requestBytes, long responseBytes) {
    void record(Histogram durations, Histogram requestSizes, Histogram responseSizes) {
      durations.observe(seconds);
      if (requestBytes >= 0) {
        requestSizes.observe((double) requestBytes);
      }
      if (responseBytes >= 0) {
        responseSizes.observe((double) responseBytes);
      }
    }
  }
}
