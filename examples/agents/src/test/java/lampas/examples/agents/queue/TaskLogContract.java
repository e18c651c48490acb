package lampas.examples.agents.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lampas.examples.agents.Eventually;
import lampas.examples.agents.config.LogSettings;
import lampas.examples.agents.redis.RedisLink;
import lampas.examples.agents.redis.RedisObserver;
import lampas.examples.agents.redis.RedisUnavailableException;
import lampas.examples.agents.redis.TestRedis;
import lampas.examples.agents.task.Outcome;
import lampas.examples.agents.task.TaskRequest;
import lampas.examples.agents.task.TaskState;
import lampas.examples.agents.task.TaskStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the log of tasks does, on whatever Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TaskLogContract {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T10:00:00Z"), ZoneOffset.UTC);
  private static final Outcome DONE = new Outcome(TaskStatus.SUCCESS, "{\"a\":1}");

  private TestRedis redis;
  private RedisClient client;
  private RedisLink link;
  private RedisLink waiting;
  private LogSettings settings;
  private Submissions submissions;
  private int turn;

  abstract TestRedis start(Path folder);

  @BeforeAll
  void connect(@TempDir Path folder) {
    redis = start(folder);
    client = RedisLink.client(redis.url(), TIMEOUT, RedisObserver.NONE);
    link = redis.link(client);
    waiting = redis.link(client);
  }

  @AfterAll
  void disconnect() {
    if (redis != null) {
      link.close();
      waiting.close();
      RedisLink.shutdown(client);
      redis.close();
    }
  }

  @BeforeEach
  void anEmptyLog() {
    settings = new LogSettings("log" + turn++, TIMEOUT, 5, Duration.ofHours(1));
    submissions = Submissions.of(link, settings, CLOCK);
  }

  @Test
  void aTaskIsAcceptedDeliveredAndEnded() {
    Deliveries worker = worker("a");
    String id = accept("one");
    assertThat(submissions.find(id))
        .contains(new TaskState(id, "report", CLOCK.instant(), Optional.empty()));

    List<Delivery> delivered = worker.read(10, SOON);
    assertThat(delivered).hasSize(1);
    Delivery delivery = delivered.get(0);
    assertThat(delivery)
        .isEqualTo(new Delivery(delivery.entry(), id, "report", "{\"n\":\"one\"}", 1));
    assertThat(worker.finish(delivery, DONE)).isEqualTo(Finish.FIRST);

    assertThat(submissions.find(id))
        .contains(
            new TaskState(
                id,
                "report",
                CLOCK.instant(),
                Optional.of(new TaskState.End(DONE, CLOCK.instant(), 1))));
    assertThat(counts()).isEqualTo("accepted 1 success 1 dead 0 unfinished 0");
    assertThat(worker.read(10, SOON)).isEmpty();
    assertThat(worker.claim(Duration.ZERO, Claims.START, 10).deliveries()).isEmpty();
  }

  @Test
  void theSameIdempotencyKeyGivesTheSameTaskAndAnotherRequestAConflict() {
    TaskRequest request = request("one", Optional.of("k"));
    String id = ((Acceptance.Accepted) submissions.accept(request)).id();

    assertThat(submissions.accept(request)).isEqualTo(new Acceptance.Known(id));
    assertThat(submissions.accept(request("two", Optional.of("k"))))
        .isEqualTo(new Acceptance.Conflict(id));
    assertThat(counts()).isEqualTo("accepted 1 success 0 dead 0 unfinished 1");

    Deliveries worker = worker("a");
    worker.finish(worker.read(1, SOON).get(0), DONE);
    assertThat(submissions.accept(request)).isEqualTo(new Acceptance.Known(id));
  }

  @Test
  void manyWhoAskForTheSameAtOnceGetOneTask() throws Exception {
    TaskRequest request = request("one", Optional.of("k"));
    List<Callable<Acceptance>> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      calls.add(() -> submissions.accept(request));
    }
    int accepted = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Acceptance> answer : threads.invokeAll(calls)) {
        accepted += answer.get() instanceof Acceptance.Accepted ? 1 : 0;
      }
    }
    assertThat(accepted).isEqualTo(1);
    assertThat(counts()).isEqualTo("accepted 1 success 0 dead 0 unfinished 1");
  }

  @Test
  void noMoreTasksAreAcceptedThanMayBeUnfinished() {
    for (int i = 0; i < 5; i++) {
      accept("" + i);
    }
    assertThat(submissions.accept(request("more", Optional.of("k"))))
        .isEqualTo(new Acceptance.Full(5));
    assertThat(counts()).isEqualTo("accepted 5 success 0 dead 0 unfinished 5");

    Deliveries worker = worker("a");
    worker.finish(worker.read(1, SOON).get(0), DONE);
    assertThat(submissions.accept(request("more", Optional.of("k"))))
        .isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void whatADeadWorkerLeftIsTakenOverWithACountOfItsDeliveries() throws Exception {
    String id = accept("one");
    Deliveries dead = worker("dead");
    Deliveries heir = worker("heir");
    assertThat(dead.read(1, SOON)).hasSize(1);

    assertThat(heir.claim(Duration.ofMinutes(1), Claims.START, 10).deliveries()).isEmpty();
    for (int attempt = 2; attempt <= 4; attempt++) {
      Claims claims = heir.claim(Duration.ZERO, Claims.START, 10);
      assertThat(claims.deliveries()).hasSize(1);
      Delivery delivery = claims.deliveries().get(0);
      assertThat(delivery)
          .isEqualTo(new Delivery(delivery.entry(), id, "report", "{\"n\":\"one\"}", attempt));
    }
  }

  @Test
  void theFirstEndOfATaskCountsAndALaterOneChangesNothing() {
    String id = accept("one");
    Deliveries slow = worker("slow");
    Deliveries fast = worker("fast");
    Delivery first = slow.read(1, SOON).get(0);
    Delivery second = fast.claim(Duration.ZERO, Claims.START, 10).deliveries().get(0);

    assertThat(fast.finish(second, DONE)).isEqualTo(Finish.FIRST);
    assertThat(slow.finish(first, new Outcome(TaskStatus.FAILURE, "late")))
        .isEqualTo(Finish.DUPLICATE);

    assertThat(submissions.find(id).orElseThrow().end().orElseThrow().outcome()).isEqualTo(DONE);
    assertThat(submissions.totals().of(TaskStatus.FAILURE)).isZero();
    assertThat(counts()).isEqualTo("accepted 1 success 1 dead 0 unfinished 0");
  }

  @Test
  void anEndWhoseAnswerWasLostCanBeToldAgainAndCountsOnce() {
    accept("one");
    Deliveries worker = worker("a");
    Delivery delivery = worker.read(1, SOON).get(0);

    assertThat(worker.finish(delivery, DONE)).isEqualTo(Finish.FIRST);
    assertThat(worker.finish(delivery, DONE)).isEqualTo(Finish.FIRST);

    assertThat(counts()).isEqualTo("accepted 1 success 1 dead 0 unfinished 0");
  }

  @Test
  void aSignOfLifeKeepsATaskAndDoesNotTakeItBack() throws Exception {
    accept("one");
    Deliveries owner = worker("owner");
    Deliveries other = worker("other");
    Delivery delivery = owner.read(1, SOON).get(0);
    Duration idle = Duration.ofMillis(150);

    Eventually.holds(
        "idle",
        () -> {
          assertThat(owner.touch(List.of(delivery.entry()))).isEqualTo(1);
          assertThat(other.claim(idle, Claims.START, 10).deliveries()).isEmpty();
          return true;
        });
    Eventually.holds(
        "taken over", () -> !other.claim(idle, Claims.START, 10).deliveries().isEmpty());
    assertThat(owner.touch(List.of(delivery.entry()))).isZero();
    assertThat(other.touch(List.of(delivery.entry()))).isEqualTo(1);
  }

  @Test
  void aDeadLetterIsKeptWithItsReasonAndItsInput() {
    String id = accept("one");
    Deliveries worker = worker("a");
    Outcome dead = new Outcome(TaskStatus.DEAD_LETTER, "poison");
    assertThat(worker.finish(worker.read(1, SOON).get(0), dead)).isEqualTo(Finish.FIRST);

    assertThat(counts()).isEqualTo("accepted 1 success 0 dead 1 unfinished 0");
    assertThat(submissions.find(id).orElseThrow().status()).isEqualTo(TaskStatus.DEAD_LETTER);
    var letters =
        Objects.requireNonNull(
            link.<List<StreamMessage<String, String>>>call(calls ->
                calls.xrange(
                    new Keys(settings.prefix()).deadLetters(), Range.<String>unbounded())));
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).getBody())
        .containsEntry("id", id)
        .containsEntry("reason", "poison")
        .containsEntry("input", "{\"n\":\"one\"}")
        .containsEntry("attempts", "1");
  }

  @Test
  void aTaskThatTheLogForgotIsNotMadeUp() {
    String id = accept("one");
    Deliveries worker = worker("a");
    Delivery delivery = worker.read(1, SOON).get(0);
    link.<Long>call(calls -> calls.del(settings.prefix() + ":task:" + id));

    assertThat(worker.finish(delivery, DONE)).isEqualTo(Finish.UNKNOWN);
    assertThat(submissions.find(id)).isEmpty();
    assertThat(counts()).isEqualTo("accepted 1 success 0 dead 0 unfinished 0");
  }

  @Test
  void consumersThatAreGoneAreForgottenButNotWhileTheyHaveTasks() {
    accept("one");
    Deliveries gone = worker("gone");
    Deliveries here = worker("here");
    Delivery delivery = gone.read(1, SOON).get(0);
    here.touch(List.of());
    assertThat(submissions.workersSeen(Duration.ofSeconds(10))).isEqualTo(1);

    here.tidy(Duration.ofMinutes(1));
    assertThat(here.claim(Duration.ZERO, Claims.START, 10).deliveries())
        .extracting(Delivery::entry)
        .containsExactly(delivery.entry());

    here.leave();
    assertThat(submissions.workersSeen(Duration.ofSeconds(10))).isZero();
  }

  @Test
  void aGroupThatIsNotThereIsToldApart() {
    Deliveries worker = Deliveries.of(link, waiting, settings, "a", CLOCK);
    try {
      worker.read(1, SOON);
      throw new AssertionError("no exception");
    } catch (RedisUnavailableException failure) {
      assertThat(Deliveries.isWithoutGroup(failure)).isTrue();
    }
    assertThat(worker.ensureGroup()).isTrue();
    assertThat(worker.ensureGroup()).isFalse();
    assertThat(worker.read(1, SOON)).isEmpty();
  }

  private Deliveries worker(String consumer) {
    Deliveries worker = Deliveries.of(link, waiting, settings, consumer, CLOCK);
    worker.ensureGroup();
    return worker;
  }

  private String accept(String what) {
    return ((Acceptance.Accepted) submissions.accept(request(what, Optional.empty()))).id();
  }

  private static TaskRequest request(String what, Optional<String> key) {
    return new TaskRequest("report", "{\"n\":\"" + what + "\"}", key);
  }

  private String counts() {
    Totals totals = submissions.totals();
    return "accepted %d success %d dead %d unfinished %d"
        .formatted(
            totals.of(TaskStatus.ACCEPTED),
            totals.of(TaskStatus.SUCCESS),
            totals.of(TaskStatus.DEAD_LETTER),
            totals.unfinished());
  }
}
