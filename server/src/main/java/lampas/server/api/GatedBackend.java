package lampas.server.api;

import java.time.Duration;
import java.util.List;
import lampas.client.Backend;
import lampas.client.Query;
import lampas.client.SeriesScope;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;

/** A backend whose queries take their turn among all others of the server. Thread-safe. */
public final class GatedBackend implements Backend {
  private final Backend backend;
  private final QueryGate gate;
  private final Duration longest;

  private GatedBackend(Backend backend, QueryGate gate, Duration longest) {
    this.backend = backend;
    this.gate = gate;
    this.longest = longest;
  }

  /**
   * A backend behind a gate.
   *
   * @param longest how long a query that names no timeout waits for its turn
   */
  public static GatedBackend of(Backend backend, QueryGate gate, Duration longest) {
    return new GatedBackend(backend, gate, longest);
  }

  @Override
  public QueryAnswer query(Query query) {
    gate.enter(query.timeout().orElse(longest));
    try {
      return backend.query(query);
    } finally {
      gate.leave();
    }
  }

  @Override
  public List<Labels> series(SeriesScope scope) {
    return backend.series(scope);
  }

  @Override
  public List<String> labelNames(SeriesScope scope) {
    return backend.labelNames(scope);
  }

  @Override
  public List<String> labelValues(String name, SeriesScope scope) {
    return backend.labelValues(name, scope);
  }
}
