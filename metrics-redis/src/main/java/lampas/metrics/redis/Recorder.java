package lampas.metrics.redis;

import io.lettuce.core.protocol.RedisCommand;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Histogram;
import lampas.metrics.RecordingFailures;
import lampas.metrics.Registry;

/** Records commands; none of its methods throws. */
final class Recorder {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Family<Histogram> durations;
  private final Family<Counter> errors;
  private final LongAdder inFlight = new LongAdder();
  private final RecordingFailures failures;
  private final LongSupplier nanoTime;

  Recorder(Registry registry, RedisDefinitions definitions, LongSupplier nanoTime) {
    this.durations = registry.histograms(definitions.duration());
    this.errors = registry.counters(definitions.errors());
    this.failures =
        RecordingFailures.countedIn(
            registry.counter(definitions.recordingFailures()),
            System.getLogger(Recorder.class.getName()),
            "a Redis command could not be recorded");
    this.nanoTime = nanoTime;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** To be called once a command, before it can be over. */
  void began() {
    inFlight.increment();
  }

  long inFlight() {
    return inFlight.sum();
  }

  void ended() {
    inFlight.decrement();
  }

  void took(RedisCommand<?, ?, ?> command, long sinceNanos) {
    durations
        .with(Operations.of(command))
        .observe(Math.max(0, now() - sinceNanos) / NANOS_PER_SECOND);
  }

  void failed(RedisCommand<?, ?, ?> command, Throwable failure) {
    errors.with(Operations.of(command), CommandError.of(failure)).increment();
  }

  /** A failure to record, of which nobody else hears. */
  void unrecorded(RuntimeException failure) {
    failures.failed(failure);
  }
}
