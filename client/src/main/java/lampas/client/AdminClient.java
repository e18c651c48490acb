package lampas.client;

import lampas.client.answer.JsonValue;
import lampas.client.answer.Product;
import lampas.client.http.HttpCall;

/**
 * What changes a backend's data, from {@link PrometheusClient#admin}. Backends have it switched off
 * by default (Prometheus: {@code --web.enable-admin-api}).
 *
 * <p>Nothing is ever sent twice: after a failure it is not known whether it was done. Thread-safe;
 * throws {@link RequestException}.
 */
public final class AdminClient {
  private static final String TSDB = "/api/v1/admin/tsdb/";

  private final Exchange exchange;
  private final CapabilityCache capabilities;

  AdminClient(Exchange exchange, CapabilityCache capabilities) {
    this.exchange = exchange;
    this.capabilities = capabilities;
  }

  /**
   * Deletes the samples of the series in the scope, which must have a selector.
   *
   * <p>VictoriaMetrics deletes whole series, whatever the times: there a scope with times is
   * refused, as {@code BAD_DATA}, before anything is asked.
   */
  public void deleteSeries(SeriesScope scope) {
    if (scope.selectors().isEmpty()) {
      throw new IllegalArgumentException("selectors: none (expected: at least one)");
    }
    boolean part = scope.start().isPresent() || scope.end().isPresent();
    if (part && capabilities.current().product() == Product.VICTORIA_METRICS) {
      throw new RequestException(
          new ClientFailure.Refused(
              400,
              ErrorType.BAD_DATA.text(),
              "this backend deletes series whole (expected: no times)"));
    }
    exchange.order(HttpCall.order(TSDB + "delete_series", form(scope)));
  }

  /** Frees the space of what was deleted. */
  public void cleanTombstones() {
    exchange.order(HttpCall.order(TSDB + "clean_tombstones", ""));
  }

  /**
   * Makes a copy of the data on the backend's disk, that in memory included.
   *
   * @return the copy's name
   */
  public String snapshot() {
    return exchange.tree(
        HttpCall.order(TSDB + "snapshot", ""),
        data -> {
          if (data instanceof JsonValue.Mapping fields
              && fields.fields().get("name") instanceof JsonValue.Text(String name)) {
            return name;
          }
          throw new RequestException(new ClientFailure.Unreadable(200, "no name of a snapshot"));
        });
  }

  private static String form(SeriesScope scope) {
    return new FormParameters().add(scope).toString();
  }
}
