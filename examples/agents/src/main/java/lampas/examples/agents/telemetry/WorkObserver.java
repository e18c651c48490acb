package lampas.examples.agents.telemetry;

/** Sees what became of each event that a worker was given. */
@FunctionalInterface
public interface WorkObserver {
  void processed(EventStatus status);
}
