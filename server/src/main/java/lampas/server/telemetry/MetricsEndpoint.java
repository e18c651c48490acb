package lampas.server.telemetry;

import java.io.IOException;
import lampas.metrics.Registry;
import lampas.metrics.Scrape;
import lampas.metrics.ScrapeRequest;
import lampas.metrics.exposition.Negotiation;
import lampas.server.http.Call;
import lampas.server.http.EndpointHandler;
import lampas.server.http.Reply;

/** {@code /metrics}: a registry in the format that the client asks for. */
public final class MetricsEndpoint implements EndpointHandler {
  private final Registry registry;

  public MetricsEndpoint(Registry registry) {
    this.registry = registry;
  }

  @Override
  public Reply handle(Call call) throws IOException {
    Negotiation negotiation = Negotiation.of(call.header("Accept").orElse(null));
    /* Values are gathered before the reply begins, so that a failing collector cannot cut it off. */
    Scrape scrape = registry.gather(ScrapeRequest.ALL);
    return Reply.of(negotiation.contentType(), out -> scrape.write(negotiation.options(), out));
  }
}
