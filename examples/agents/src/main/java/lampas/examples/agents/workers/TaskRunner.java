package lampas.examples.agents.workers;

import lampas.examples.agents.queue.Delivery;
import lampas.examples.agents.task.Outcome;

/** Runs the workflow of a task. */
@FunctionalInterface
public interface TaskRunner {
  /**
   * Runs it to its end.
   *
   * @return its outcome, failures of the workflow included
   * @throws InfrastructureFailure if the workflow cannot be blamed: the task is tried again
   * @throws InterruptedException if this worker has to stop: the task is left to others
   */
  Outcome run(Delivery delivery) throws InterruptedException;
}
