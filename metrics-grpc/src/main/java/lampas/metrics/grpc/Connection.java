package lampas.metrics.grpc;

import io.grpc.Attributes;

/** One connection of a server, as long as its transport lives. Guarded by itself. */
final class Connection {
  /** Where a transport keeps its connection. */
  static final Attributes.Key<Connection> KEY =
      Attributes.Key.create("lampas.metrics.grpc.connection");

  enum State {
    WAITING,
    ACCEPTED,
    ENDED
  }

  private volatile State state;

  Connection(State state) {
    this.state = state;
  }

  State state() {
    return state;
  }

  void become(State state) {
    this.state = state;
  }
}
