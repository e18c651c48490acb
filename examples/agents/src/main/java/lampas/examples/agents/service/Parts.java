package lampas.examples.agents.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What was started, to be stopped in the opposite order, each part whatever the others do. */
public final class Parts implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(Parts.class.getName());

  private record Part(String name, AutoCloseable part) {}

  private final Deque<Part> started = new ArrayDeque<>();

  /** Takes a part in. */
  public synchronized <T extends AutoCloseable> T add(String name, T part) {
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
        LOGGER.log(Level.SEVERE, part.name() + ": not stopped well", e);
      }
    }
  }
}
