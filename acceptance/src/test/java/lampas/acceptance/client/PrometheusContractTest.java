package lampas.acceptance.client;

import lampas.client.answer.Product;

class PrometheusContractTest extends BackendContract {
  PrometheusContractTest() {
    super(Product.PROMETHEUS);
  }
}
