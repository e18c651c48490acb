package lampas.examples.agents.telemetry;

import java.time.Duration;
import java.util.List;
import lampas.examples.agents.queue.Submissions;
import lampas.examples.agents.redis.RedisUnavailableException;
import lampas.metrics.Collector;
import lampas.metrics.Counter;
import lampas.metrics.EnumSeries;
import lampas.metrics.Measurements;
import lampas.metrics.Registry;
import lampas.model.catalogue.MetricDefinition;

/** Counts requests for tasks, and asks the log at each scrape how much there is to do. */
public final class OrchestratorMetrics implements SubmissionObserver {
  private final EnumSeries<Submission, Counter> submissions;

  private OrchestratorMetrics(Registry registry) {
    submissions = registry.counters(Definitions.SUBMISSIONS).by(Submission.class);
  }

  public static OrchestratorMetrics register(Registry registry) {
    return new OrchestratorMetrics(registry);
  }

  @Override
  public void submitted(Submission submission) {
    submissions.of(submission).increment();
  }

  /**
   * Shows how much there is to do from now on.
   *
   * @param seenWithin how long ago a process of workers was heard of that counts
   */
  public void ask(Registry registry, Submissions log, Duration seenWithin) {
    registry.register(new Asked(log, seenWithin));
  }

  /* What Redis does not tell is absent; whether it answers is a metric of its own. */
  private record Asked(Submissions log, Duration seenWithin) implements Collector {
    @Override
    public List<MetricDefinition> definitions() {
      return List.of(Definitions.UNFINISHED, Definitions.WORKERS_SEEN);
    }

    @Override
    public void collect(Measurements into) {
      try {
        into.value(Definitions.UNFINISHED, (double) log.unfinished());
        into.value(Definitions.WORKERS_SEEN, (double) log.workersSeen(seenWithin));
      } catch (RedisUnavailableException absent) {
        return;
      }
    }
  }
}
