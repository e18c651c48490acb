package lampas.store;

import java.util.EnumMap;
import java.util.Map;
import lampas.model.series.AppendOutcome;

/** What the samples of one batch changed, summed before it is added to the store's counts. */
final class CommitTally {
  private final Map<AppendOutcome, Long> notAccepted = new EnumMap<>(AppendOutcome.class);
  private long accepted;
  long chunks;
  long bytes;
  long oldest = Long.MAX_VALUE;
  long newest = Long.MIN_VALUE;

  void accepted(long time) {
    accepted++;
    oldest = Math.min(oldest, time);
    newest = Math.max(newest, time);
  }

  void notAccepted(AppendOutcome outcome) {
    notAccepted.merge(outcome, 1L, Long::sum);
  }

  long outcome(AppendOutcome outcome) {
    return outcome == AppendOutcome.ACCEPTED ? accepted : notAccepted.getOrDefault(outcome, 0L);
  }

  void clear() {
    notAccepted.clear();
    accepted = 0;
    chunks = 0;
    bytes = 0;
    oldest = Long.MAX_VALUE;
    newest = Long.MIN_VALUE;
  }
}
