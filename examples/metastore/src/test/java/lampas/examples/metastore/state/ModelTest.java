package lampas.examples.metastore.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.ibm.etcd.api.Event;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RangeResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.log.LeaseExpiry;
import lampas.examples.metastore.log.Result;
import lampas.examples.metastore.mvcc.KeyRange;
import org.junit.jupiter.api.Test;

/**
 * Random commands against a naive model, with a replica that is fed the same log and is replaced by
 * a snapshot now and then. A failure names the seed; {@code -Dlampas.seed=} repeats it.
 */
class ModelTest {
  private static final int COMMANDS = 30_000;

  private final long seed = Long.getLong("lampas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final RandomCommands commands = new RandomCommands(random);
  private final NaiveModel model = new NaiveModel();
  private final StateDriver state = new StateDriver();
  private final StateDriver replica = new StateDriver();
  private int errors;
  private int expired;

  @Test
  void theStateDoesWhatTheModelDoes() throws IOException {
    System.out.println("ModelTest: seed " + seed);
    for (int i = 0; i < COMMANDS; i++) {
      String step = "seed %d, command %d".formatted(seed, i);
      apply(step, commands.command(model));
      RangeRequest request = commands.range(model).build();
      assertThat(answer(() -> state.range(request.toBuilder())))
          .as("%s: %s", step, request)
          .isEqualTo(answer(() -> model.range(request)));
      compareEvents(step);
      if (random.nextInt(20) == 0) {
        pass(step);
      }
      if (random.nextInt(200) == 0) {
        compareAll(step);
      }
    }
    compareAll("seed %d, end".formatted(seed));
    assertThat(errors).isBetween(COMMANDS / 50, COMMANDS / 2);
    assertThat(expired).isGreaterThan(100);
    assertThat(model.compacted).isGreaterThan(COMMANDS / 10);
  }

  private void apply(String step, Command command) {
    Object expected = answer(() -> model.apply(command));
    Result result = state.state().apply(command);
    if (expected instanceof Message response) {
      assertThat(result)
          .as("%s: %s%s", step, command, response)
          .isEqualTo(Result.newBuilder().setResponse(response.toByteString()).build());
    } else {
      errors++;
      assertThat(state.state().revision()).as(step).isEqualTo(model.revision());
      assertThat(EtcdError.valueOf(result.getError()).message())
          .as("%s: %s", step, command)
          .isEqualTo(expected);
    }
    assertThat(replica.state().apply(command)).as(step).isEqualTo(result);
    assertThat(state.state().revision()).as(step).isEqualTo(model.revision());
    assertThat(state.state().compactedRevision()).as(step).isEqualTo(model.compacted);
  }

  /** A response, or the words of the error. */
  private static Object answer(Supplier<? extends Message> question) {
    try {
      return question.get();
    } catch (EtcdException e) {
      return e.getMessage();
    }
  }

  private void compareEvents(String step) {
    RangeRequest range = commands.range(model).build();
    long from = commands.revision(model);
    int atMost = 1 + random.nextInt(8);
    if (range.getKey().isEmpty()) {
      return;
    }
    KeyRange keys = new KeyRange(range.getKey(), range.getRangeEnd());
    boolean withPrevious = random.nextBoolean();
    EventBatch batch;
    try {
      batch = state.state().events(keys, from, atMost, withPrevious);
    } catch (EtcdException e) {
      assertThat(Math.max(1, from)).as(step).isLessThanOrEqualTo(model.compacted);
      return;
    }
    assertThat(Math.max(1, from)).as(step).isGreaterThan(model.compacted);
    List<Event> expected = new ArrayList<>();
    for (long revision = Math.max(1, from); revision < batch.nextRevision(); revision++) {
      if (revision > model.revision()) {
        continue;
      }
      assertThat(expected.size())
          .as("%s: more after enough", step)
          .satisfiesAnyOf(
              size -> assertThat(size).isLessThan(atMost),
              size -> assertThat(batch.events()).hasSize(size));
      for (Event event : model.events.get((int) revision)) {
        String key = event.getKv().getKey().toStringUtf8();
        if (NaiveModel.in(key, range.getKey(), range.getRangeEnd())) {
          expected.add(withPrevious ? event : event.toBuilder().clearPrevKv().build());
        }
      }
    }
    assertThat(batch.events()).as("%s: %s from %d", step, keys, from).isEqualTo(expected);
    assertThat(batch.revision()).as(step).isEqualTo(model.revision());
    if (batch.events().size() < atMost) {
      assertThat(batch.nextRevision())
          .as(step)
          .isEqualTo(Math.max(Math.max(1, from), model.revision() + 1));
    }
  }

  /** Time goes by; what is over ends through the log, unless a renewal comes first. */
  private void pass(String step) {
    long seconds = random.nextInt(30);
    model.nowSeconds += seconds;
    state.pass(Duration.ofSeconds(seconds));
    replica.pass(Duration.ofSeconds(seconds));
    LeaseExpiry expiry = state.state().expiredLeases(Integer.MAX_VALUE);
    assertThat(expiry.getLeasesList())
        .as(step)
        .extracting(LeaseExpiry.Lease::getId)
        .containsExactlyInAnyOrderElementsOf(
            model.leases.entrySet().stream()
                .filter(entry -> entry.getValue().endSeconds <= model.nowSeconds)
                .map(entry -> entry.getKey())
                .toList());
    if (random.nextBoolean()) {
      for (int i = random.nextInt(3); i > 0; i--) {
        apply(step, commands.command(model));
      }
    }
    apply(step, Command.newBuilder().setLeaseExpiry(expiry).build());
    expired += expiry.getLeasesCount();
  }

  private void compareAll(String step) throws IOException {
    assertThat(state.state().size()).as(step).isEqualTo(model.size());
    for (var entry : model.leases.entrySet()) {
      var lease = state.timeToLive(entry.getKey());
      assertThat(lease.getGrantedTTL()).as(step).isEqualTo(entry.getValue().seconds);
      assertThat(lease.getTTL())
          .as(step)
          .isEqualTo(Math.max(0, entry.getValue().endSeconds - model.nowSeconds));
      assertThat(lease.getKeysList())
          .as(step)
          .extracting(key -> key.toStringUtf8())
          .isEqualTo(model.keysOf(entry.getKey()));
    }
    compareStates(step);
    // A lease of a restored state has its whole time, so all three begin anew.
    byte[] snapshot = state.snapshot();
    replica.restore(snapshot);
    state.restore(snapshot);
    model.leases.values().forEach(lease -> lease.endSeconds = model.nowSeconds + lease.seconds);
    compareStates(step);
    for (long at = Math.max(1, model.compacted); at <= model.revision(); at++) {
      RangeRequest all = StateDriver.rangeRequest("\0", "\0").setRevision(at).build();
      RangeResponse response = state.range(all.toBuilder());
      assertThat(response).as(step).isEqualTo(model.range(all));
    }
  }

  private void compareStates(String step) throws IOException {
    assertThat(replica.state().hash(0)).as(step).isEqualTo(state.state().hash(0));
    long past = Math.max(1, model.compacted);
    assertThat(replica.state().hash(past)).as(step).isEqualTo(state.state().hash(past));
    assertThat(replica.snapshot()).as(step).isEqualTo(state.snapshot());
    assertThat(replica.state().size()).as(step).isEqualTo(state.state().size());
  }
}
