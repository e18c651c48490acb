package lampas.examples.agents.workers;

import java.util.Map;
import lampas.examples.agents.queue.Submissions;
import lampas.examples.agents.queue.Totals;
import lampas.examples.agents.redis.RedisUnavailableException;
import lampas.examples.agents.service.Answer;
import lampas.examples.agents.task.TaskStatus;
import lampas.metrics.concurrent.PoolStats;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /stats} of the workers: what this process has done, and what the log says of all.
 *
 * @param consumer what this process is called in the log
 */
record StatsPage(String consumer, PoolStats pool, InFlight inFlight, Submissions log) {
  Answer answer() {
    ObjectNode body =
        Answer.object()
            .put("consumer", consumer)
            .put("workers", pool.size())
            .put("active", pool.active())
            .put("in_hand", inFlight.size());
    ObjectNode processed = body.putObject("processed");
    pool.processed().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> processed.put(entry.getKey(), (long) entry.getValue()));
    try {
      Totals totals = log.totals();
      ObjectNode all = body.putObject("log").put("unfinished", totals.unfinished());
      for (TaskStatus status : TaskStatus.values()) {
        all.put(status.word(), totals.of(status));
      }
    } catch (RedisUnavailableException away) {
      body.putNull("log");
    }
    return Answer.json(200, body);
  }
}
