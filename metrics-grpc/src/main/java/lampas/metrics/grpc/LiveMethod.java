package lampas.metrics.grpc;

import lampas.metrics.Gauge;

/** The calls of one method that are not over yet. */
sealed interface LiveMethod {
  void enter(Timed call);

  void leave(Timed call);

  /** Something that began at some time. */
  interface Timed {
    /** When it began, as {@link System#nanoTime} tells it. */
    long startNanos();
  }

  /** Of a unary method, or of all that are unknown. */
  record Requests(Gauge inFlight) implements LiveMethod {
    @Override
    public void enter(Timed call) {
      inFlight.increment();
    }

    @Override
    public void leave(Timed call) {
      inFlight.decrement();
    }
  }

  /** Of a streaming method. */
  record Streams(Gauge inFlight, OpenStreams open) implements LiveMethod {
    @Override
    public void enter(Timed call) {
      inFlight.increment();
      open.add(call);
    }

    @Override
    public void leave(Timed call) {
      inFlight.decrement();
      open.remove(call);
    }
  }
}
