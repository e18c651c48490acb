package lampas.metrics.redis;

import io.lettuce.core.event.command.CommandBaseEvent;
import io.lettuce.core.event.command.CommandFailedEvent;
import io.lettuce.core.event.command.CommandListener;
import io.lettuce.core.event.command.CommandStartedEvent;
import io.lettuce.core.event.command.CommandSucceededEvent;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.CompleteableCommand;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.protocol.TransactionalCommand;
import java.util.function.LongSupplier;
import lampas.metrics.Registry;
import org.jspecify.annotations.Nullable;

/** Hears of every command that is handed to a connection of a client. */
final class Commands implements CommandListener {
  /*
   * Lettuce tells its listeners of the end of a command only when the server or the connection
   * ended it: a future that was cancelled, by its owner or because the synchronous interface was
   * tired of waiting, is told late, as a success, or never. The recorder of latencies hears of
   * answers only. The command itself is over exactly once, in all cases, so its own completion is
   * what counts; a command that is sent again after a reconnect is still that one.
   *
   * A command inside MULTI is over with EXEC. Its time ends when the server has queued it: what is
   * between that and EXEC is the application's.
   */
  private static final String BEGAN = "lampas.began";
  private final Recorder recorder;
  private final WatchedCommands watched = new WatchedCommands();

  Commands(Registry registry, RedisDefinitions definitions, LongSupplier nanoTime) {
    this.recorder = new Recorder(registry, definitions, nanoTime);
    registry.gauge(
        definitions.inFlight(),
        () -> {
          watched.sweep();
          return recorder.inFlight();
        });
  }

  @Override
  public void commandStarted(CommandStartedEvent event) {
    try {
      RedisCommand<?, ?, ?> command = event.getCommand();
      if (command instanceof TransactionalCommand<?, ?, ?> queued) {
        event.getContext().put(BEGAN, recorder.now());
        queued.onComplete((result, failure) -> transactionEnded(queued, failure));
        recorder.began();
      } else if (command instanceof AsyncCommand<?, ?, ?> asynchronous) {
        asynchronous.onComplete(new InFlightCommand(recorder, command, recorder.now()));
        recorder.began();
      } else if (command instanceof CompleteableCommand<?> completeable) {
        InFlightCommand begun = new InFlightCommand(recorder, command, recorder.now());
        if (watched.add(command, completeable, begun)) {
          recorder.began();
        }
      }
    } catch (RuntimeException e) {
      recorder.unrecorded(e);
    }
  }

  @Override
  public void commandSucceeded(CommandSucceededEvent event) {
    queued(event);
  }

  @Override
  public void commandFailed(CommandFailedEvent event) {
    queued(event);
  }

  private void queued(CommandBaseEvent event) {
    try {
      if (event.getContext().get(BEGAN) instanceof Long began) {
        recorder.took(event.getCommand(), began);
      }
    } catch (RuntimeException e) {
      recorder.unrecorded(e);
    }
  }

  private void transactionEnded(RedisCommand<?, ?, ?> command, @Nullable Throwable failure) {
    try {
      recorder.ended();
      if (failure != null) {
        recorder.failed(command, failure);
      }
    } catch (RuntimeException e) {
      recorder.unrecorded(e);
    }
  }
}
