package lampas.examples.agents.workers;

import lampas.examples.agents.config.WorkerSettings;
import lampas.examples.agents.queue.Deliveries;
import lampas.examples.agents.telemetry.WorkObserver;

/**
 * The workers of one process and the loops that feed them.
 *
 * @param settings how long things may take
 */
record Work(
    WorkerPool pool,
    InFlight inFlight,
    Intake intake,
    SignsOfLife signsOfLife,
    WorkerSettings settings) {
  static Work of(
      Deliveries deliveries, TaskRunner runner, WorkerSettings settings, WorkObserver observer) {
    WorkerPool pool = new WorkerPool(settings.concurrency());
    InFlight inFlight = new InFlight();
    Outages outages = new Outages();
    WorkObserver both =
        status -> {
          pool.count(status);
          observer.processed(status);
        };
    Execution execution = new Execution(deliveries, runner, settings.attempts(), both, outages);
    return new Work(
        pool,
        inFlight,
        new Intake(deliveries, pool, inFlight, execution, outages, settings.claimIdle()),
        new SignsOfLife(deliveries, inFlight, outages, settings.claimIdle()),
        settings);
  }

  void start() {
    intake.start();
    signsOfLife.start();
  }

  /** Whether it takes tasks. */
  boolean isTaking() {
    return intake.isRunning();
  }

  /** Whether nothing has broken that only a new process can mend. */
  boolean isAlive() {
    return intake.isHealthy() && signsOfLife.isHealthy();
  }

  /** Takes no more tasks and lets those in hand end, for a time. */
  void stop() {
    try {
      intake.stop();
      pool.drain(settings.drain());
      signsOfLife.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
