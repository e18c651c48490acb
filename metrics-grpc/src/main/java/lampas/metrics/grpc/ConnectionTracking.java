package lampas.metrics.grpc;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerCall;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.metrics.Counter;
import lampas.metrics.Registry;
import lampas.model.catalogue.MetricDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Counts the connections of a server, not its calls, and rejects those past a limit.
 *
 * <p>A connection counts once its handshake is done. Every call on one that is rejected ends with
 * UNAVAILABLE, until there is room for it. As many as the limit may wait like that; those past them
 * are closed.
 */
final class ConnectionTracking extends ServerTransportFilter {
  /*
   * From here a connection can only be closed by throwing, and then its clients see INTERNAL, which
   * nobody tries again. A client that is told UNAVAILABLE tries later or elsewhere, and keeps the
   * connection instead of making a new one for every call.
   */
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final int limit;
  private final Counter accepted;
  private final Counter rejected;

  ConnectionTracking(OptionalInt limit, Registry registry) {
    this.limit = limit.orElse(Integer.MAX_VALUE);
    registry.gauge(
        gauge("grpc_server_active_connections", "Connections that are open and accepted."),
        active::get);
    accepted =
        registry.counter(
            counter("grpc_server_connections_accepted_total", "Connections that were accepted."));
    rejected =
        registry.counter(
            counter(
                "grpc_server_connections_rejected_total",
                "Connections for which there was no room when they came."));
    limit.ifPresent(value ->
        registry
            .gauge(gauge("grpc_server_connection_limit", "How many connections may be open."))
            .set(value));
  }

  private static MetricDefinition gauge(String name, String help) {
    return MetricDefinition.gauge(name).help(help).owner("lampas-metrics-grpc").build();
  }

  private static MetricDefinition counter(String name, String help) {
    return MetricDefinition.counter(name).help(help).owner("lampas-metrics-grpc").build();
  }

  /** What only counts, for servers that refuse nothing. */
  ServerTransportFilter withoutLimit() {
    return new Counting();
  }

  @Override
  public Attributes transportReady(Attributes attributes) {
    Connection.State state = Connection.State.ACCEPTED;
    if (reserve(active)) {
      accepted.increment();
    } else {
      rejected.increment();
      if (!reserve(waiting)) {
        /* A channel in this process would take an exception for a defect of gRPC's. */
        if (attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress) {
          throw rejection().asRuntimeException();
        }
        waiting.incrementAndGet();
      }
      state = Connection.State.WAITING;
    }
    return withState(attributes, state);
  }

  /* No attributes if the handshake failed, or if a filter threw, as we do. */
  @Override
  public void transportTerminated(@Nullable Attributes attributes) {
    @Nullable Connection connection = attributes == null ? null : attributes.get(Connection.KEY);
    if (connection != null) {
      synchronized (connection) {
        switch (connection.state()) {
          case ACCEPTED -> active.decrementAndGet();
          case WAITING -> waiting.decrementAndGet();
          case ENDED -> {}
        }
        connection.become(Connection.State.ENDED);
      }
    }
  }

  /** Whether a call may go on; one on a connection that waits accepts it if there is room now. */
  boolean admits(ServerCall<?, ?> call) {
    if (limit == Integer.MAX_VALUE) {
      return true;
    }
    @Nullable Connection connection = call.getAttributes().get(Connection.KEY);
    return connection == null
        || switch (connection.state()) {
          case ACCEPTED, ENDED -> true;
          case WAITING -> accept(connection);
        };
  }

  private boolean accept(Connection connection) {
    synchronized (connection) {
      if (connection.state() == Connection.State.WAITING) {
        if (!reserve(active)) {
          return false;
        }
        waiting.decrementAndGet();
        accepted.increment();
        connection.become(Connection.State.ACCEPTED);
      }
      return true;
    }
  }

  Status rejection() {
    return Status.UNAVAILABLE.withDescription(
        "connections: " + limit + " are open (expected: fewer; try again later)");
  }

  private final class Counting extends ServerTransportFilter {
    @Override
    public Attributes transportReady(Attributes attributes) {
      active.incrementAndGet();
      accepted.increment();
      return withState(attributes, Connection.State.ACCEPTED);
    }

    @Override
    public void transportTerminated(@Nullable Attributes attributes) {
      ConnectionTracking.this.transportTerminated(attributes);
    }
  }

  private static Attributes withState(Attributes attributes, Connection.State state) {
    return attributes.toBuilder().set(Connection.KEY, new Connection(state)).build();
  }

  private boolean reserve(AtomicInteger places) {
    while (true) {
      int before = places.get();
      if (before >= limit) {
        return false;
      }
      if (places.compareAndSet(before, before + 1)) {
        return true;
      }
    }
  }
}
