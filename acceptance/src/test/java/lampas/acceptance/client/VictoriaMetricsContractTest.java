package lampas.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;

import lampas.client.AdminAccess;
import lampas.client.PrometheusClient;
import lampas.client.SeriesScope;
import lampas.client.answer.Product;
import org.junit.jupiter.api.Test;

class VictoriaMetricsContractTest extends BackendContract {
  VictoriaMetricsContractTest() {
    super(Product.VICTORIA_METRICS);
  }

  @Test
  void withoutThePathItAnswersTheSameAndHasSnapshots() {
    PrometheusClient root = PrometheusClient.of(backend().http(), backend().peer().address());

    assertThat(root.capabilities().product()).isEqualTo(Product.VICTORIA_METRICS);
    assertThat(
            root.labelValues(
                "method", SeriesScope.all().between(samples().time(0), samples().end())))
        .containsExactlyInAnyOrder("get", "post");
    assertThat(root.admin(AdminAccess.ALLOWED).snapshot()).matches("\\d{14}-[0-9A-F]+");
  }
}
