package lampas.metrics.servlet;

/** How many bytes have passed; one thread at a time adds, any may read. */
final class ByteCount {
  private volatile long value;

  @SuppressWarnings("NonAtomicVolatileUpdate") // Streams belong to one thread at a time.
  void add(long bytes) {
    value += bytes;
  }

  void clear() {
    value = 0;
  }

  long value() {
    return value;
  }
}
