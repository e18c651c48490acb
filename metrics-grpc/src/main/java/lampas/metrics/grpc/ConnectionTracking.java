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
 * Counts the connections of a server, not its calls, and refuses those past a limit.
 *
 * <p>A connection counts once its handshake is done. One that is refused over a socket is closed;
 * any other transport cannot be closed from here, so every call on it is refused.
 */
final class ConnectionTracking extends ServerTransportFilter {
  private enum Verdict {
    ACCEPTED,
    REFUSED
  }

  private static final Attributes.Key<Verdict> VERDICT =
      Attributes.Key.create("lampas.metrics.grpc.verdict");

  private final AtomicInteger active = new AtomicInteger();
  private final int limit;
  private final Counter accepted;
  private final Counter rejected;

  ConnectionTracking(OptionalInt limit, Registry registry) {
    this.limit = limit.orElse(Integer.MAX_VALUE);
    registry.gauge(
        gauge("grpc_server_active_connections", "Connections that are open."), active::get);
    accepted =
        registry.counter(
            counter("grpc_server_connections_accepted_total", "Connections that were accepted."));
    rejected =
        registry.counter(
            counter(
                "grpc_server_connections_rejected_total",
                "Connections that were refused because too many were open."));
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

  @Override
  public Attributes transportReady(Attributes attributes) {
    if (reserve()) {
      accepted.increment();
      return attributes.toBuilder().set(VERDICT, Verdict.ACCEPTED).build();
    }
    rejected.increment();
    /* Netty answers an exception with GOAWAY and closes the socket; a channel in this process would
    take it for a defect of gRPC's. */
    if (attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress) {
      throw refusal().asRuntimeException();
    }
    return attributes.toBuilder().set(VERDICT, Verdict.REFUSED).build();
  }

  /* Null if the handshake failed, or if a filter threw, as we do. */
  @Override
  public void transportTerminated(@Nullable Attributes attributes) {
    if (attributes != null && attributes.get(VERDICT) == Verdict.ACCEPTED) {
      active.decrementAndGet();
    }
  }

  /** Whether a call came over a connection that was refused but not closed. */
  boolean refused(ServerCall<?, ?> call) {
    return call.getAttributes().get(VERDICT) == Verdict.REFUSED;
  }

  Status refusal() {
    return Status.UNAVAILABLE.withDescription(
        "connections: " + limit + " are open (expected: fewer; try again later)");
  }

  private boolean reserve() {
    while (true) {
      int before = active.get();
      if (before >= limit) {
        return false;
      }
      if (active.compareAndSet(before, before + 1)) {
        return true;
      }
    }
  }
}
