package lampas.promql.junit;

import static lampas.promql.junit.PromqlAssertions.assertThat;

import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Registry;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sample of docs/testing-promql.md. */
class OrdersTest {
  private static final String FAILED_SHARE =
      "sum(rate(orders_total{outcome='failed'}[5m])) / sum(rate(orders_total[5m])) > 0.01";

  private final Registry registry = Registry.create();
  private final Family<Counter> orders =
      registry.counters(
          MetricDefinition.counter("orders_total")
              .help("Orders taken.")
              .label("outcome", LabelDomain.closed("ok", "failed"))
              .owner("shop")
              .build());

  @RegisterExtension final SampledRegistry app = SampledRegistry.of(registry, "15s");

  @Test
  void alertsAboveOnePercent() {
    PromqlFixture shop =
        PromqlFixture.of(
            "1m",
            "orders_total{outcome=\"ok\"}     0+98x10",
            "orders_total{outcome=\"failed\"} 0+1x5 5+2x5");

    assertThat(shop.promql(FAILED_SHARE)).at("5m").isEqualTo("{} 0.0101010101");
    assertThat(shop.promql(FAILED_SHARE)).over("0m", "10m", "5m").isEqualTo("{} _ 0.010101 0.02");
    assertThat(shop.promql("rate(orders[5m])")).at("5m").isEmpty();
    assertThat(shop.promql("rate(orders_total)"))
        .at("5m")
        .fails()
        .withMessageMatching("expected type range vector");
  }

  @Test
  void countsOrdersAsTheAlertReadsThem() {
    orders.with("ok");
    orders.with("failed");
    app.sample();
    app.advance("5m", () -> orders.with("ok").add(15));

    assertThat(app.promql(FAILED_SHARE)).at(app.now()).isEmpty();

    app.advance("5m", () -> orders.with("failed").increment());

    assertThat(app.promql("sum(increase(orders_total[5m]))")).at("10m").isEqualTo("{} 20");
    assertThat(app.promql(FAILED_SHARE)).at("10m").isEqualTo("{} 1");
  }
}
