package lampas.metrics;

/** A collector or callback in a {@link Registry}; close it to take its metrics out again. */
public interface Registration extends AutoCloseable {
  /** Takes the metrics out of the registry; does nothing if they are out. */
  @Override
  void close();
}
