package lampas.promql.function;

import lampas.model.series.SampleColumns;

/**
 * What the start times of samples say about resets between them.
 *
 * <p>Source: {@code isStartTimestampReset} and {@code checkStartTimeOverlap} in promql/functions.go
 * of Prometheus.
 */
final class StartTimes {
  private StartTimes() {}

  /** Whether a counter began anew between two samples. */
  static boolean isReset(long startBefore, long before, long start, long now) {
    /* A start that is not before its sample says nothing. */
    if (start == SampleColumns.NO_START || start >= now || start < before) {
      return false;
    }
    if (start > before) {
      return true;
    }
    /* A start at the sample before: a delta, unless the start of that one is not known either. */
    return startBefore != SampleColumns.NO_START && startBefore < before;
  }

  /** Whether a sample claims to have begun before the one before it, which began elsewhere. */
  static boolean overlap(long startBefore, long before, long start) {
    return start != SampleColumns.NO_START && start < before && start != startBefore;
  }

  /** Whether what was counted from a start on until the first sample belongs to a window. */
  static boolean isInside(long start, Window window, long firstTime) {
    return start != SampleColumns.NO_START && start > window.start() && start < firstTime;
  }
}
