package lampas.metrics.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import lampas.metrics.Registry;
import lampas.model.label.Labels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receivers that refuse, hang, or are not there. */
@SuppressWarnings("try")
class FailingPushTest {
  private static final Duration OFTEN = Duration.ofMillis(20);
  private static final Labels FAILURES =
      Labels.of("__name__", "lampas_metrics_otlp_pushes_total", "outcome", "failure");
  private static final Labels SUCCESSES = FAILURES.with("outcome", "success");
  private static final Labels LAST_SUCCESS =
      Labels.of("__name__", "lampas_metrics_otlp_last_success_timestamp_seconds");

  private final Registry registry = Registry.create();
  private final Logged logged = new Logged();
  private final Logger ours = Logger.getLogger(OtlpPush.class.getName());
  /* The exporter logs by itself, a few times a minute. */
  private final Logger theirs = Logger.getLogger("io.opentelemetry");

  private static final class Logged extends Handler {
    final List<LogRecord> records = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      records.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** A clock that nobody gets the time of, unless he is interrupted. */
  private static final class HangingClock extends Clock {
    private final CountDownLatch never;

    HangingClock(CountDownLatch never) {
      this.never = never;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("no time");
    }
  }

  @BeforeEach
  void listen() {
    ours.addHandler(logged);
    ours.setUseParentHandlers(false);
    theirs.setUseParentHandlers(false);
  }

  @AfterEach
  void leave() {
    ours.removeHandler(logged);
    ours.setUseParentHandlers(true);
    theirs.setUseParentHandlers(true);
  }

  @Test
  void failuresAreCountedAndToldOnceAndTheNextPushTriesAgain() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtlpPush push =
            OtlpPush.start(
                registry,
                OtlpOptions.forService("shop").withEndpoint(receiver.uri()).withInterval(OFTEN))) {
      receiver.answerWith(503);
      until(() -> Scraped.of(registry).getOrDefault(FAILURES, 0.0) >= 3);
      Map<Labels, Double> down = Scraped.of(registry);

      assertThat(down).containsEntry(SUCCESSES, 0.0).doesNotContainKey(LAST_SUCCESS);
      assertThat(logged.records).hasSize(1);

      receiver.answerWith(200);
      until(() -> Scraped.of(registry).getOrDefault(SUCCESSES, 0.0) >= 2);
      double seconds = Scraped.of(registry).getOrDefault(LAST_SUCCESS, 0.0);

      assertThat(seconds).isBetween(now() - 10, now() + 0.001);
      receiver.answerWith(400);
      until(() -> logged.records.size() == 2);
      receiver.answerWith(200);
    }
  }

  @Test
  void aReceiverThatIsNotThereCostsNothingButThePush() throws Exception {
    URI nobody;
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = URI.create("http://127.0.0.1:" + free.getLocalPort() + "/v1/metrics");
    }
    try (OtlpPush push =
        OtlpPush.start(
            registry, OtlpOptions.forService("shop").withEndpoint(nobody).withInterval(OFTEN))) {
      until(() -> Scraped.of(registry).getOrDefault(FAILURES, 0.0) >= 2);
    }

    assertThat(logged.records)
        .singleElement()
        .satisfies(line ->
            assertThat(line.getMessage())
                .isEqualTo(
                    "a push over OTLP failed; told once, counted in"
                        + " lampas_metrics_otlp_pushes_total"));
  }

  @Test
  void closingWaitsNoLongerThanTheTimeout() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.hanging()) {
      OtlpPush push =
          OtlpPush.start(
              registry,
              OtlpOptions.forService("shop")
                  .withEndpoint(receiver.uri())
                  .withInterval(Duration.ofDays(1))
                  .withTimeout(Duration.ofMillis(300)));
      long start = System.nanoTime();
      push.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      until(() -> !logged.records.isEmpty());
    }
  }

  @Test
  void closingDoesNotWaitForAPushThatNeverEnds() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      OtlpPush push =
          OtlpPush.start(
              registry,
              OtlpOptions.forService("shop")
                  .withEndpoint(receiver.uri())
                  .withTimeout(Duration.ofMillis(300)),
              new HangingClock(never));
      long start = System.nanoTime();
      push.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
      assertThat(logged.records.getFirst().getMessage()).contains("was given up");
      assertThat(receiver.all()).isEmpty();
    }
  }

  @Test
  void anInterruptedThreadClosesAtOnceAndStaysInterrupted() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.hanging()) {
      OtlpPush push =
          OtlpPush.start(registry, OtlpOptions.forService("shop").withEndpoint(receiver.uri()));
      long start = System.nanoTime();
      Thread.currentThread().interrupt();
      push.close();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  private static double now() {
    return System.currentTimeMillis() / 1e3;
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("ten seconds are over").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
