package lampas.acceptance.client;

import java.net.http.HttpClient;
import java.time.Duration;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Wait;
import lampas.client.PrometheusClient;
import lampas.client.Query;
import lampas.client.answer.Product;
import lampas.model.result.QueryResult;

/**
 * A backend that runs, has its samples and has scraped its page.
 *
 * @param client the client of it
 */
record RunningBackend(
    Peer peer,
    ContractSamples samples,
    ContractPage page,
    HttpClient http,
    PrometheusClient client,
    Product product)
    implements AutoCloseable {
  RunningBackend awaitSamples() {
    Query loaded =
        Query.instant("sum(count_over_time(contract_requests_total[2m]))").at(samples.end());
    await("the samples", loaded, 2 * ContractSamples.TIMES);
    await("the page", Query.instant("sum(scraped_temperature)"), 10);
    return this;
  }

  private void await(String what, Query query, double value) {
    Wait.until(
        product + " has " + what,
        Duration.ofSeconds(60),
        () ->
            client.query(query).result() instanceof QueryResult.Vector vector
                && vector.onlyValue().filter(found -> found == value).isPresent());
  }

  @Override
  public void close() {
    peer.close();
    page.close();
    http.shutdownNow();
  }
}
