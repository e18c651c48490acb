package lampas.workflow;

import java.net.URI;
import lampas.metrics.exporter.Exporter;

/**
 * The running exporter of a runtime's metrics, until it is closed; see {@link Workflows#start}.
 *
 * <p>Thread-safe.
 */
public final class WorkflowExporter implements AutoCloseable {
  private final Workflows workflows;
  private final Exporter exporter;
  private final int wantedPort;

  WorkflowExporter(Workflows workflows, Exporter exporter, int wantedPort) {
    this.workflows = workflows;
    this.exporter = exporter;
    this.wantedPort = wantedPort;
  }

  /** The port that is listened on. */
  public int port() {
    return exporter.port();
  }

  /** The address of the metrics, as this machine reaches it. */
  public URI uri() {
    return exporter.uri();
  }

  /** Stops listening; idempotent. The runtime can be started again. */
  @Override
  public void close() {
    workflows.stopped(this);
    exporter.close();
  }

  int wantedPort() {
    return wantedPort;
  }
}
