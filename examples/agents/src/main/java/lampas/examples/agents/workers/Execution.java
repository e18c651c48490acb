package lampas.examples.agents.workers;

import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import lampas.examples.agents.queue.Deliveries;
import lampas.examples.agents.queue.Delivery;
import lampas.examples.agents.queue.Finish;
import lampas.examples.agents.redis.RedisUnavailableException;
import lampas.examples.agents.task.Outcome;
import lampas.examples.agents.task.TaskStatus;
import lampas.examples.agents.telemetry.EventStatus;
import lampas.examples.agents.telemetry.WorkObserver;

/**
 * What a worker does with one task: runs it, and then tells the log until the log has heard.
 *
 * @param attempts how often a task is tried
 */
record Execution(
    Deliveries deliveries,
    TaskRunner runner,
    int attempts,
    WorkObserver observer,
    Outages outages) {
  private static final Logger LOGGER = Logger.getLogger(Execution.class.getName());
  private static final Duration RETRY = Duration.ofMillis(100);

  void run(Delivery delivery) {
    try {
      Optional<Outcome> outcome = outcome(delivery);
      if (outcome.isPresent()) {
        observer.processed(finish(delivery, outcome.get()));
      } else {
        observer.processed(EventStatus.RETRIED);
      }
    } catch (InterruptedException stopped) {
      /* Nobody said that the task has ended, so another worker takes it over. */
      observer.processed(EventStatus.ABANDONED);
      Thread.currentThread().interrupt();
    }
  }

  /** How it ended; empty if it is to be tried again. */
  private Optional<Outcome> outcome(Delivery delivery) throws InterruptedException {
    if (delivery.attempt() > attempts) {
      return Optional.of(dead("its worker died, or it was taken over, in the last attempt"));
    }
    try {
      return Optional.of(runner.run(delivery));
    } catch (InfrastructureFailure | Error failed) {
      LOGGER.log(
          Level.WARNING,
          "task {0}, attempt {1} of {2}: {3}",
          new Object[] {delivery.task(), delivery.attempt(), attempts, failed});
      return delivery.attempt() < attempts
          ? Optional.empty()
          : Optional.of(dead(String.valueOf(failed.getMessage())));
    }
  }

  private Outcome dead(String reason) {
    return new Outcome(TaskStatus.DEAD_LETTER, "after " + attempts + " attempts: " + reason);
  }

  private EventStatus finish(Delivery delivery, Outcome outcome) throws InterruptedException {
    while (true) {
      try {
        Finish finish = deliveries.finish(delivery, outcome);
        outages.succeeded();
        return status(finish, outcome.status());
      } catch (RedisUnavailableException away) {
        outages.failed(away);
        Thread.sleep(RETRY);
      }
    }
  }

  private static EventStatus status(Finish finish, TaskStatus ended) {
    return switch (finish) {
      case DUPLICATE -> EventStatus.DUPLICATE;
      case UNKNOWN -> EventStatus.UNKNOWN;
      case FIRST ->
          switch (ended) {
            case SUCCESS -> EventStatus.SUCCESS;
            case FAILURE -> EventStatus.FAILURE;
            case TIMEOUT -> EventStatus.TIMEOUT;
            case DEAD_LETTER -> EventStatus.DEAD_LETTER;
            case ACCEPTED -> throw new IllegalArgumentException("accepted is no end");
          };
    };
  }
}
