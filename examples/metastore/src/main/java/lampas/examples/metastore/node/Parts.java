package lampas.examples.metastore.node;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started, to be stopped in the opposite order, each part whatever the others do. */
final class Parts implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Parts.class.getName());

  private record Part(String name, AutoCloseable part) {}

  private final Deque<Part> started = new ArrayDeque<>();

  <T extends AutoCloseable> T add(String name, T part) {
    started.push(new Part(name, part));
    return part;
  }

  /** Stops everything; what cannot be stopped is logged. */
  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      Part part = started.pop();
      try {
        part.part().close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.ERROR, part.name() + ": not stopped well", e);
      }
    }
  }
}
