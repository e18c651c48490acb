package lampas.examples.agents.workers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.examples.agents.Configurations;
import lampas.examples.agents.Eventually;
import lampas.examples.agents.Http;
import lampas.examples.agents.Scraped;
import lampas.examples.agents.config.AgentsConfiguration;
import lampas.examples.agents.queue.Acceptance;
import lampas.examples.agents.queue.Deliveries;
import lampas.examples.agents.queue.Delivery;
import lampas.examples.agents.queue.Submissions;
import lampas.examples.agents.redis.RedisLink;
import lampas.examples.agents.redis.RedisObserver;
import lampas.examples.agents.redis.TestRedis;
import lampas.examples.agents.task.Outcome;
import lampas.examples.agents.task.TaskRequest;
import lampas.examples.agents.task.TaskState;
import lampas.examples.agents.task.TaskStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Workers with a real Redis, whose tasks do what the test wants. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkersTest {
  private static final Outcome DONE = new Outcome(TaskStatus.SUCCESS, "{}");

  private TestRedis redis;
  private RedisClient client;
  private RedisLink link;
  private AgentsConfiguration configuration;
  private Submissions submissions;
  private Optional<Workers> workers = Optional.empty();
  private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
  private int turn;

  @BeforeAll
  void startRedis(@TempDir Path folder) {
    redis = TestRedis.ofThisMachine(folder);
    client = RedisLink.client(redis.url(), Duration.ofSeconds(1), RedisObserver.NONE);
    link = redis.link(client);
  }

  @AfterAll
  void stopRedis() {
    if (redis != null) {
      link.close();
      RedisLink.shutdown(client);
      redis.close();
    }
  }

  @BeforeEach
  void prepare() {
    configuration = Configurations.with("--prefix", "t" + turn++, "--concurrency", "4");
    submissions = Submissions.of(link, configuration.log(), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    workers.ifPresent(Workers::close);
    workers = Optional.empty();
  }

  @Test
  void aFailureOfTheWorkflowIsAResultAndIsNotTriedAgain() throws Exception {
    run(delivery -> new Outcome(TaskStatus.FAILURE, "no luck"));
    String id = accept();

    TaskState.End end = ended(id);

    assertThat(end.outcome()).isEqualTo(new Outcome(TaskStatus.FAILURE, "no luck"));
    assertThat(end.attempt()).isEqualTo(1);
    assertThat(runs.get(id)).hasValue(1);
    assertThat(events("failure")).isEqualTo(1);
    assertThat(events("retried")).isZero();
  }

  @Test
  void poisonIsADeadLetterAfterExactlyAsManyAttemptsAsItHas() throws Exception {
    run(delivery -> {
      throw new InfrastructureFailure("the tool is away", null);
    });
    String id = accept();

    TaskState.End end = ended(id);

    assertThat(end.outcome())
        .isEqualTo(new Outcome(TaskStatus.DEAD_LETTER, "after 3 attempts: the tool is away"));
    assertThat(end.attempt()).isEqualTo(3);
    assertThat(runs.get(id)).hasValue(3);
    assertThat(events("retried")).isEqualTo(2);
    assertThat(events("dead_letter")).isEqualTo(1);
    assertThat(submissions.totals().of(TaskStatus.DEAD_LETTER)).isEqualTo(1);
    assertThat(submissions.unfinished()).isZero();
    assertThat(
            Scraped.from(workers.orElseThrow().uri())
                .value(
                    "asdlc_redis_stream_length",
                    "service",
                    "workers",
                    "stream",
                    configuration.log().prefix() + ":dead"))
        .contains(1.0);
  }

  @Test
  void aTaskThatKilledItsWorkerInTheLastAttemptIsNotRunAgain() throws Exception {
    configuration =
        Configurations.with("--prefix", configuration.log().prefix(), "--attempts", "1");
    Deliveries killed = Deliveries.of(link, link, configuration.log(), "k", Clock.systemUTC());
    killed.ensureGroup();
    String id = accept();
    assertThat(killed.read(1, Duration.ofMillis(10))).hasSize(1);
    run(delivery -> DONE);

    assertThat(ended(id).outcome())
        .isEqualTo(
            new Outcome(
                TaskStatus.DEAD_LETTER,
                "after 1 attempts: its worker died, or it was taken over, in the last attempt"));
    assertThat(runs).doesNotContainKey(id);
  }

  @Test
  void aDefectInAToolThatIsAnErrorIsTriedAgain() throws Exception {
    run(delivery -> {
      if (delivery.attempt() == 1) {
        throw new StackOverflowError();
      }
      return DONE;
    });

    TaskState.End end = ended(accept());

    assertThat(end.outcome()).isEqualTo(DONE);
    assertThat(end.attempt()).isEqualTo(2);
  }

  @Test
  void aTaskThatTakesLongerThanTheClaimTimeIsNotTakenOverWhileItsWorkerLives() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    run(delivery -> {
      release.await();
      return DONE;
    });
    String id = accept();
    Eventually.holds("runs", () -> runs.containsKey(id));
    try (Workers other = Workers.start(configuration, redis.url(), registry -> delivery -> DONE)) {
      long turns = reads(other);
      /* So many turns of its loop are several times the claim time. */
      Eventually.holds("other looked", () -> reads(other) > turns + 15);
      assertThat(submissions.find(id).orElseThrow().status()).isEqualTo(TaskStatus.ACCEPTED);
      release.countDown();
      assertThat(ended(id).attempt()).isEqualTo(1);
    }
    assertThat(runs.get(id)).hasValue(1);
  }

  @Test
  void aWorkerThatStopsEndsWhatItHasBegun() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    run(delivery -> {
      begun.countDown();
      release.await();
      return DONE;
    });
    String id = accept();
    begun.await();
    Workers stopped = workers.orElseThrow();
    Thread closing = Thread.ofVirtual().start(stopped::close);
    Eventually.holds("drains", () -> Http.get(stopped.uri(), "/health/ready").status() == 503);
    assertThat(Http.get(stopped.uri(), "/health/live").status()).isEqualTo(200);
    release.countDown();
    closing.join();

    assertThat(submissions.find(id).orElseThrow().status()).isEqualTo(TaskStatus.SUCCESS);
    assertThat(
            Scraped.page(stopped.lastMetrics())
                .value(
                    "asdlc_events_processed_total",
                    "service",
                    "workers",
                    "event_type",
                    "task",
                    "status",
                    "success"))
        .contains(1.0);
    assertThat(submissions.workersSeen(Duration.ofSeconds(10))).isZero();
  }

  @Test
  void whatHasNotEndedWhenAWorkerHasToStopIsLeftToOthers() throws Exception {
    configuration =
        Configurations.with("--prefix", configuration.log().prefix(), "--drain", "100ms");
    run(delivery -> {
      new CountDownLatch(1).await();
      return DONE;
    });
    String id = accept();
    Eventually.holds("runs", () -> runs.containsKey(id));

    long begun = System.nanoTime();
    workers.orElseThrow().close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(submissions.find(id).orElseThrow().status()).isEqualTo(TaskStatus.ACCEPTED);
    assertThat(
            Scraped.page(workers.orElseThrow().lastMetrics())
                .value(
                    "asdlc_events_processed_total",
                    "service",
                    "workers",
                    "event_type",
                    "task",
                    "status",
                    "abandoned"))
        .contains(1.0);
    run(delivery -> DONE);
    assertThat(ended(id).attempt()).isEqualTo(2);
  }

  @Test
  void noMoreTasksRunAtOnceThanThereAreWorkers() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    run(delivery -> {
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      Thread.sleep(5);
      running.decrementAndGet();
      return DONE;
    });
    for (int i = 0; i < 60; i++) {
      accept();
    }
    Eventually.holds("all ended", () -> submissions.unfinished() == 0);

    assertThat(most).hasValue(4);
    assertThat(events("success")).isEqualTo(60);
    assertThat(submissions.totals().of(TaskStatus.SUCCESS)).isEqualTo(60);
    Scraped scraped = Scraped.from(workers.orElseThrow().uri());
    assertThat(
            scraped.value(
                "asdlc_worker_pool_processed_tasks_total",
                "service",
                "workers",
                "pool",
                "tasks",
                "outcome",
                "success"))
        .contains(60.0);
    assertThat(scraped.value("asdlc_worker_pool_workers", "service", "workers", "pool", "tasks"))
        .contains(4.0);
  }

  @Test
  void whatRunsShowsAsActive() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    run(delivery -> {
      release.await();
      return DONE;
    });
    accept();
    accept();
    Eventually.holds("both run", () -> gauge("asdlc_active_workers") == 2);

    assertThat(gauge("asdlc_active_tasks")).isEqualTo(2);
    assertThat(Http.get(workers.orElseThrow().uri(), "/stats").body())
        .contains("\"workers\":4,\"active\":2,\"in_hand\":2", "\"unfinished\":2,\"accepted\":2");

    release.countDown();
    Eventually.holds("none runs", () -> gauge("asdlc_active_workers") == 0);
  }

  @Test
  void anOutcomeIsToldWhenRedisIsBack() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    run(delivery -> {
      begun.countDown();
      release.await();
      return DONE;
    });
    String id = accept();
    begun.await();
    redis.kill();
    assertThat(gauge("asdlc_redis_connection_up")).isZero();
    assertThat(Http.get(workers.orElseThrow().uri(), "/health/ready").status()).isEqualTo(503);
    assertThat(Http.get(workers.orElseThrow().uri(), "/stats").body()).contains("\"log\":null");
    release.countDown();
    Eventually.holds("has ended", () -> gauge("asdlc_active_tasks") == 1);

    redis.restart();

    assertThat(ended(id).outcome()).isEqualTo(DONE);
    assertThat(runs.get(id)).hasValue(1);
    assertThat(events("success")).isEqualTo(1);
    assertThat(gauge("asdlc_redis_connection_up")).isEqualTo(1);
  }

  @Test
  void afterALossOfDataTheGroupIsMadeAnewAndWorkGoesOn() throws Exception {
    run(delivery -> DONE);
    ended(accept());
    redis.loseData();

    Eventually.holds("answers", () -> submissions.unfinished() == 0);
    assertThat(ended(accept()).outcome()).isEqualTo(DONE);
    assertThat(submissions.totals().of(TaskStatus.ACCEPTED)).isEqualTo(1);
  }

  @Test
  void workersStartWithoutARedisAndBeginWhenThereIsOne() throws Exception {
    redis.kill();
    run(delivery -> DONE);
    assertThat(Http.get(workers.orElseThrow().uri(), "/health/ready").status()).isEqualTo(503);

    redis.restart();

    Eventually.holds(
        "ready", () -> Http.get(workers.orElseThrow().uri(), "/health/ready").status() == 200);
    Eventually.holds("answers", () -> submissions.unfinished() == 0);
    assertThat(ended(accept()).outcome()).isEqualTo(DONE);
  }

  private void run(TaskRunner runner) {
    TaskRunner counting =
        delivery -> {
          count(delivery);
          return runner.run(delivery);
        };
    workers = Optional.of(Workers.start(configuration, redis.url(), registry -> counting));
  }

  private void count(Delivery delivery) {
    runs.computeIfAbsent(delivery.task(), id -> new AtomicInteger()).incrementAndGet();
  }

  private String accept() {
    TaskRequest request = new TaskRequest("report", "{}", Optional.empty());
    return ((Acceptance.Accepted) submissions.accept(request)).id();
  }

  private TaskState.End ended(String id) throws Exception {
    Eventually.holds(
        "task " + id + " has ended", () -> submissions.find(id).orElseThrow().end().isPresent());
    return submissions.find(id).orElseThrow().end().orElseThrow();
  }

  private double events(String status) throws Exception {
    /* Counted right after Redis has heard of it. */
    Eventually.holds("counted", () -> gauge("asdlc_active_tasks") == 0);
    return event(status);
  }

  private double event(String status) throws Exception {
    return Scraped.from(workers.orElseThrow().uri())
        .value(
            "asdlc_events_processed_total",
            "service",
            "workers",
            "event_type",
            "task",
            "status",
            status)
        .orElseThrow();
  }

  private double gauge(String name) throws Exception {
    return Scraped.from(workers.orElseThrow().uri())
        .value(name, "service", "workers")
        .orElseThrow();
  }

  private static long reads(Workers asked) throws Exception {
    return Scraped.from(asked.uri())
        .value(
            "asdlc_redis_operation_duration_seconds_count",
            "service",
            "workers",
            "operation",
            "xreadgroup_blocking")
        .orElse(0.0)
        .longValue();
  }
}
