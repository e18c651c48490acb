package lampas.acceptance.client;

import java.util.Objects;
import lampas.client.PrometheusClient;
import lampas.client.answer.Product;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the client finds in a backend with the {@link ContractSamples} and the {@link ContractPage}:
 * every question of {@code Backend} and every endpoint, with values, the same on all backends but
 * for the {@link Difference}s.
 */
@ExtendWith(SharedBackends.class)
@TestInstance(Lifecycle.PER_CLASS)
abstract class BackendContract implements QueryContract, EndpointContract, AdminContract {
  private final Product product;
  private @Nullable RunningBackend backend;

  BackendContract(Product product) {
    this.product = product;
  }

  @BeforeAll
  void awaitBackend(RunningBackends backends) throws Exception {
    backend = backends.of(product);
  }

  RunningBackend backend() {
    return Objects.requireNonNull(backend);
  }

  @Override
  public ContractSamples samples() {
    return backend().samples();
  }

  @Override
  public ContractPage page() {
    return backend().page();
  }

  @Override
  public PrometheusClient client() {
    return backend().client();
  }

  @Override
  public Product product() {
    return product;
  }

  @Override
  public boolean is(Difference difference) {
    return difference.isOf(product);
  }
}
