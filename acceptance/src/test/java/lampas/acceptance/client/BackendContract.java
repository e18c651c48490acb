package lampas.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import lampas.acceptance.peer.Wait;
import lampas.client.PrometheusClient;
import lampas.client.Query;
import lampas.client.answer.Product;
import lampas.model.result.QueryResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the client finds in a backend that has scraped the {@link ContractPage}: every question of
 * {@code Backend} and every endpoint, with values, the same on all backends but for the {@link
 * Difference}s.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class BackendContract implements QueryContract, EndpointContract, AdminContract {
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable ContractPage page;
  private @Nullable RunningBackend backend;

  /** Starts the backend, which scrapes the page. */
  abstract RunningBackend start(Path folder, ContractPage page, HttpClient http) throws Exception;

  @BeforeAll
  void startAndScrape(@TempDir Path folder) throws Exception {
    ContractPage scraped = ContractPage.start();
    page = scraped;
    backend = start(folder, scraped, http);
    Query samples = Query.instant("sum(count_over_time(contract_requests_total[2m]))");
    Wait.until(
        "ten pages are scraped",
        Duration.ofSeconds(60),
        () ->
            client().query(samples.at(scraped.end())).result() instanceof QueryResult.Vector vector
                && vector
                    .onlyValue()
                    .filter(count -> count == 2 * ContractPage.PAGES)
                    .isPresent());
    assertThat(client().capabilities().product()).isEqualTo(product());
  }

  @AfterAll
  void stop() {
    if (backend != null) {
      backend.close();
    }
    if (page != null) {
      page.close();
    }
    http.shutdownNow();
  }

  /** Where the backend listens. */
  URI address() {
    return Objects.requireNonNull(backend).peer().address();
  }

  @Override
  public ContractPage page() {
    return Objects.requireNonNull(page);
  }

  @Override
  public PrometheusClient client() {
    return Objects.requireNonNull(backend).client();
  }

  @Override
  public Product product() {
    return Objects.requireNonNull(backend).product();
  }

  @Override
  public boolean is(Difference difference) {
    return Objects.requireNonNull(backend).differences().contains(difference);
  }
}
