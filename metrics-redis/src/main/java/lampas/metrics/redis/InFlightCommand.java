package lampas.metrics.redis;

import io.lettuce.core.protocol.RedisCommand;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A command that was handed to Lettuce and waits to be over, in whichever way. */
final class InFlightCommand implements BiConsumer<@Nullable Object, @Nullable Throwable> {
  private final Recorder recorder;
  private final RedisCommand<?, ?, ?> command;
  private final long sinceNanos;
  private volatile boolean cancelled;

  InFlightCommand(Recorder recorder, RedisCommand<?, ?, ?> command, long sinceNanos) {
    this.recorder = recorder;
    this.command = command;
    this.sinceNanos = sinceNanos;
  }

  /** Whether it is cancelled now and was when it was last asked. */
  boolean isCancelledForLong() {
    boolean before = cancelled;
    cancelled = command.isCancelled();
    return before && cancelled;
  }

  /** Ends it without a time, which nobody knows. */
  void givenUp() {
    recorder.ended();
    recorder.failed(command, new CancellationException());
  }

  @Override
  public void accept(@Nullable Object result, @Nullable Throwable failure) {
    try {
      recorder.ended();
      recorder.took(command, sinceNanos);
      if (failure != null) {
        recorder.failed(command, failure);
      }
    } catch (RuntimeException e) {
      recorder.unrecorded(e);
    }
  }
}
