package lampas.examples.metastore.node;

import io.grpc.ForwardingServerBuilder;
import io.grpc.ServerBuilder;
import io.grpc.ServerStreamTracer;

/** A server builder that takes guards but nothing that measures. */
final class UnmeasuredServer extends ForwardingServerBuilder<UnmeasuredServer> {
  private final ServerBuilder<?> server;

  UnmeasuredServer(ServerBuilder<?> server) {
    this.server = server;
  }

  @Override
  protected ServerBuilder<?> delegate() {
    return server;
  }

  @Override
  public UnmeasuredServer addStreamTracerFactory(ServerStreamTracer.Factory factory) {
    return this;
  }
}
