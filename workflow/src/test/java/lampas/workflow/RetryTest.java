package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import lampas.workflow.policy.Failures;
import lampas.workflow.policy.Retries;
import org.junit.jupiter.api.Test;

class RetryTest {
  private final IOException failure = new IOException("for this test");

  private final FakeTime time = new FakeTime();
  private final TestRuntime runtime = new TestRuntime(WorkflowOptions.STANDARD.withNanoTime(time));
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void eachAttemptIsCounted() throws Exception {
    assertThat(run(Steps.failFirst("charge", 2, failure), Retries.atMost(3))).isEqualTo(7);

    assertThat(runtime.executions())
        .containsExactly(
            "lambda charge failure 2", "lambda charge success 1", "retry charge success 1");
  }

  @Test
  void whatTheLastAttemptThrewIsThrown() throws Exception {
    assertThatThrownBy(() -> run(Steps.fail("charge", failure), Retries.atMost(4)))
        .isSameAs(failure);

    assertThat(runtime.executions())
        .containsExactly("lambda charge failure 4", "retry charge failure 1");
    assertThat(pauses).hasSize(3);
  }

  @Test
  void onlyTheFailuresThatWereToldAreTriedAgain() throws Exception {
    Retries retries = Retries.atMost(4).after(Failures.of(FileNotFoundException.class));

    assertThatThrownBy(() -> run(Steps.fail("a", failure), retries)).isSameAs(failure);
    assertThat(run(Steps.failFirst("b", 1, new FileNotFoundException()), retries)).isEqualTo(7);
    assertThat(runtime.executions())
        .containsExactly(
            "lambda a failure 1",
            "lambda b failure 1",
            "lambda b success 1",
            "retry a failure 1",
            "retry b success 1");
  }

  @Test
  void cancelledExecutionsAndErrorsAreNeverTriedAgain() throws Exception {
    InterruptedException cancelled = new InterruptedException("for this test");
    assertThatThrownBy(() -> run(Steps.fail("a", cancelled), Retries.atMost(4)))
        .isSameAs(cancelled);
    Lambda<Integer, Integer> broken =
        Lambda.of(
            "b",
            (input, context) -> {
              throw new AssertionError("for this test");
            });
    assertThatThrownBy(() -> run(broken, Retries.atMost(4))).isInstanceOf(AssertionError.class);

    assertThat(runtime.executions())
        .containsExactly(
            "lambda a cancelled 1",
            "lambda b failure 1",
            "retry a cancelled 1",
            "retry b failure 1");
  }

  @Test
  void aPredicateThatThrowsIsANoAndGoesAlong() {
    IOException failure = new IOException("for this test");
    IllegalStateException wrong = new IllegalStateException("predicate");
    Retries retries =
        Retries.atMost(4)
            .after(thrown -> {
              throw wrong;
            });

    assertThatThrownBy(() -> run(Steps.fail("a", failure), retries))
        .isSameAs(failure)
        .hasSuppressedException(wrong);
  }

  @Test
  void delaysDoubleUpToTheLongest() {
    Retries retries =
        Retries.atMost(6).withDelays(Duration.ofMillis(10), Duration.ofMillis(50)).withJitter(0);
    assertThatThrownBy(() -> run(Steps.fail("a", failure), retries)).isSameAs(failure);

    assertThat(pauses).extracting(Duration::toMillis).containsExactly(10L, 20L, 40L, 50L, 50L);
  }

  @Test
  void jitterMakesThemLongerAndShorter() {
    Retries retries =
        Retries.atMost(200)
            .withDelays(Duration.ofMillis(100), Duration.ofMillis(100))
            .withJitter(0.5);
    assertThatThrownBy(() -> run(Steps.fail("a", failure), retries)).isSameAs(failure);

    assertThat(pauses)
        .allSatisfy(pause -> assertThat(pause.toMillis()).isBetween(50L, 150L))
        .anySatisfy(pause -> assertThat(pause.toMillis()).isLessThan(95))
        .anySatisfy(pause -> assertThat(pause.toMillis()).isGreaterThan(105));
  }

  @Test
  void thereIsNoAttemptThatCouldNotBeginBeforeTheDeadline() throws Exception {
    Retries retries =
        Retries.atMost(9).withDelays(Duration.ofSeconds(2), Duration.ofSeconds(2)).withJitter(0);
    WorkflowContext context = runtime.workflows().context().within(Duration.ofSeconds(5));

    assertThatThrownBy(
            () -> Retry.of(Steps.fail("a", failure), retries, this::pass).execute(7, context))
        .isSameAs(failure);
    assertThat(pauses).hasSize(2);
    assertThat(runtime.executions()).containsExactly("lambda a failure 3", "retry a failure 1");
  }

  @Test
  void anInterruptionEndsTheWait() throws Exception {
    IOException failure = new IOException("for this test");
    CountDownLatch waits = new CountDownLatch(1);
    Retry<Integer, Integer> retry =
        Retry.of(
            Steps.fail("a", failure),
            Retries.atMost(2),
            delay -> {
              waits.countDown();
              Thread.sleep(Steps.LONG);
            });
    Thread waiting = Thread.currentThread();
    Thread interrupter =
        Thread.startVirtualThread(() -> {
          try {
            waits.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          waiting.interrupt();
        });

    assertThatThrownBy(() -> runtime.workflows().run(retry, 1))
        .isInstanceOf(InterruptedException.class)
        .hasSuppressedException(failure);
    interrupter.join();
    assertThat(Thread.interrupted()).isFalse();
    assertThat(runtime.executions()).containsExactly("lambda a failure 1", "retry a cancelled 1");
  }

  @Test
  void stepsKnowWhichAttemptTheyArePartOf() throws Exception {
    List<String> seen = new ArrayList<>();
    Lambda<Integer, Integer> inner =
        Lambda.of(
            "inner",
            (input, context) -> {
              seen.add("inner " + Retry.attempt(context));
              throw failure;
            });
    Lambda<Integer, Integer> outer =
        Lambda.of(
            "outer",
            (input, context) -> {
              seen.add("outer " + Retry.attempt(context));
              return Retry.of(inner, Retries.atMost(2), this::pass).execute(input, context);
            });

    assertThatThrownBy(() -> run(outer, Retries.atMost(2))).isSameAs(failure);
    assertThat(seen)
        .containsExactly("outer 1", "inner 1", "inner 2", "outer 2", "inner 1", "inner 2");
    assertThat(Retry.attempt(runtime.workflows().context())).isEqualTo(1);
  }

  @Test
  void noDelayIsNoDelay() {
    assertThatThrownBy(() -> run(Steps.fail("a", failure), Retries.atMost(3).withoutDelays()))
        .isSameAs(failure);
    assertThat(pauses).containsExactly(Duration.ZERO, Duration.ZERO);
  }

  private Integer run(Primitive<Integer, Integer> body, Retries retries) throws Exception {
    return runtime.workflows().run(Retry.of(body, retries, this::pass), 7);
  }

  private void pass(Duration delay) {
    pauses.add(delay);
    time.pass(delay);
  }
}
