package lampas.acceptance.client;

import lampas.client.answer.Product;

class LampasContractTest extends BackendContract {
  LampasContractTest() {
    super(Product.LAMPAS);
  }
}
