package lampas.metrics.redis;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.model.catalogue.MetricDefinition;

/** What a watch sees, as metrics. */
final class WatchCollector implements Collector {
  private final MetricDefinition up;
  private final MetricDefinition answerAge;
  private final MetricDefinition length;
  private final MetricDefinition lag;
  private final MetricDefinition pending;
  private final MetricDefinition consumers;
  private final MetricDefinition oldestPending;
  private final Supplier<Optional<WatchState>> look;
  private final LastAnswer lastAnswer;

  WatchCollector(
      RedisDefinitions definitions, Supplier<Optional<WatchState>> look, LastAnswer lastAnswer) {
    this.up = definitions.up();
    this.answerAge = definitions.answerAge();
    this.length = definitions.streamLength();
    this.lag = definitions.groupLag();
    this.pending = definitions.groupPending();
    this.consumers = definitions.groupConsumers();
    this.oldestPending = definitions.oldestPending();
    this.look = look;
    this.lastAnswer = lastAnswer;
  }

  @Override
  public List<MetricDefinition> definitions() {
    return List.of(up, answerAge, length, lag, pending, consumers, oldestPending);
  }

  @Override
  public void collect(Measurements into) {
    look.get()
        .ifPresent(state -> {
          into.value(up, state.up() ? 1 : 0);
          lastAnswer.ageSeconds().ifPresent(age -> into.value(answerAge, age));
          state.streams().forEach(stream -> stream(into, stream));
        });
  }

  private void stream(Measurements into, StreamState stream) {
    into.value(length, (double) stream.length(), stream.key());
    for (StreamState.Group group : stream.groups()) {
      String[] labels = {stream.key(), group.name()};
      into.value(consumers, (double) group.consumers(), labels);
      into.value(pending, (double) group.pending(), labels);
      group.lag().ifPresent(entries -> into.value(lag, (double) entries, labels));
      group.oldestPendingAgeSeconds().ifPresent(age -> into.value(oldestPending, age, labels));
    }
  }
}
