package lampas.metrics.concurrent;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import lampas.metrics.Counter;
import lampas.metrics.Histogram;

/** Records the tasks of one executor. Thread-safe. */
final class TaskMeter {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Counter[] outcomes;
  private final Histogram waits;
  private final Histogram durations;
  private final LongSupplier nanoTime;
  private final LongAdder queued = new LongAdder();
  private final LongAdder active = new LongAdder();

  /** A meter that records to series; those of outcomes stand in the order of the enum. */
  TaskMeter(Counter[] outcomes, Histogram waits, Histogram durations, LongSupplier nanoTime) {
    this.outcomes = outcomes.clone();
    this.waits = waits;
    this.durations = durations;
    this.nanoTime = nanoTime;
  }

  /** A task waits from now on. */
  long queued() {
    queued.increment();
    return now();
  }

  /** A task that waited begins. */
  long started(long queuedAtNanos) {
    queued.decrement();
    return due(queuedAtNanos);
  }

  /** A task begins that should have begun at a time. */
  long due(long dueNanos) {
    active.increment();
    long now = now();
    waits.observe(seconds(now - dueNanos));
    return now;
  }

  /** A task that began is over. */
  void ended(long startedNanos, TaskOutcome outcome) {
    active.decrement();
    durations.observe(seconds(now() - startedNanos));
    count(outcome, 1);
  }

  /** A task that waited will not run. */
  void neverRan(TaskOutcome outcome) {
    queued.decrement();
    count(outcome, 1);
  }

  /** A task was not taken that never waited. */
  void rejected() {
    count(TaskOutcome.REJECTED, 1);
  }

  /** Nothing that still waits will run. */
  void closed() {
    long left = queued.sum();
    queued.add(-left);
    count(TaskOutcome.CANCELLED, Math.max(0, left));
  }

  long waiting() {
    return Math.max(0, queued.sum());
  }

  long running() {
    return Math.max(0, active.sum());
  }

  long now() {
    return nanoTime.getAsLong();
  }

  @SuppressWarnings("EnumOrdinal") // The index of an array that is not kept anywhere.
  private void count(TaskOutcome outcome, long tasks) {
    outcomes[outcome.ordinal()].add(tasks);
  }

  private static double seconds(long nanos) {
    return Math.max(0, nanos) / NANOS_PER_SECOND;
  }
}
