package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import lampas.workflow.outcome.WorkflowException;
import lampas.workflow.outcome.WorkflowTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeoutTest {
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final Duration LONG_ENOUGH_TO_BEGIN = Duration.ofMillis(500);

  /* It stands still: only the waiting itself says that the time is over. */
  private final FakeTime time = new FakeTime();
  private final TestRuntime runtime =
      new TestRuntime(
          WorkflowOptions.STANDARD.withNanoTime(time).withGrace(Duration.ofSeconds(10)));

  @AfterEach
  void noThreadIsLeft() throws Exception {
    runtime.awaitNoThreads();
    assertThat(runtime.page().nonZero("tta_abandoned_executions")).isEmpty();
  }

  @Test
  void whatEndsInTimeIsNotTouched() throws Exception {
    IOException failure = new IOException("for this test");

    assertThat(runtime.workflows().run(Steps.add("a", 1).within(Steps.LONG), 1)).isEqualTo(2);
    assertThatThrownBy(
            () -> runtime.workflows().run(Steps.fail("b", failure).within(Steps.LONG), 1))
        .isSameAs(failure);
    assertThat(runtime.executions())
        .containsExactly(
            "lambda a success 1",
            "lambda b failure 1",
            "timeout a success 1",
            "timeout b failure 1");
  }

  @Test
  void whatTakesLongerIsInterruptedAndReported() throws Exception {
    assertThatThrownBy(() -> runtime.workflows().run(Steps.hang("slow").within(SHORT), 1))
        .isInstanceOf(WorkflowTimeoutException.class)
        .hasMessage("slow: no result within PT0.005S");

    assertThat(runtime.executions())
        .containsExactly("lambda slow cancelled 1", "timeout slow timeout 1");
  }

  @Test
  void whatComesBackWithAFailureOfItsOwnGoesAlong() throws Exception {
    IOException failure = new IOException("for this test");
    Lambda<Integer, Integer> slow =
        Lambda.of(
            "slow",
            (input, context) -> {
              try {
                Thread.sleep(Steps.LONG);
              } catch (InterruptedException e) {
                throw failure;
              }
              return input;
            });

    assertThatThrownBy(() -> runtime.workflows().run(slow.within(LONG_ENOUGH_TO_BEGIN), 1))
        .isInstanceOf(WorkflowTimeoutException.class)
        .hasSuppressedException(failure);
    assertThat(runtime.executions())
        .containsExactly("lambda slow failure 1", "timeout slow timeout 1");
  }

  @Test
  void theDeadlineOfTheContextBoundsIt() throws Exception {
    WorkflowContext context = runtime.workflows().context().within(SHORT);

    assertThatThrownBy(() -> Steps.hang("slow").within(Steps.LONG).execute(1, context))
        .isInstanceOf(WorkflowTimeoutException.class)
        .hasMessage("slow: no result within PT0.005S");
  }

  @Test
  void anOuterTimeoutIsNotProlongedByAnInnerOne() throws Exception {
    AtomicReference<Duration> remaining = new AtomicReference<>();
    Lambda<Integer, Integer> look =
        Lambda.of(
            "look",
            (input, context) -> {
              remaining.set(context.remaining().orElseThrow());
              return input;
            });

    runtime.workflows().run(look.within(Duration.ofDays(2)).within(Duration.ofDays(1)), 1);
    assertThat(remaining.get()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void nothingBeginsAfterTheDeadline() throws Exception {
    WorkflowContext context = runtime.workflows().context().within(Duration.ofSeconds(1));
    time.pass(Duration.ofSeconds(1));

    assertThatThrownBy(() -> Steps.pass("late").execute(1, context))
        .isInstanceOf(WorkflowTimeoutException.class)
        .hasMessage("late: the deadline is over (expected: to begin before it)");
    assertThat(runtime.executions()).containsExactly("lambda late timeout 1");
    assertThat(context.remaining()).hasValue(Duration.ZERO);
  }

  @Test
  void anInterruptionOfWhoWaitsReachesTheStep() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread waiting =
        Thread.startVirtualThread(() -> {
          try {
            runtime.workflows().run(Steps.hang("slow", begun).within(Steps.LONG), 1);
          } catch (Throwable failure) {
            thrown.set(failure);
          }
        });
    begun.await();
    waiting.interrupt();
    waiting.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(runtime.executions())
        .containsExactly("lambda slow cancelled 1", "timeout slow cancelled 1");
  }

  @Test
  void aStepThatDoesNotListenIsLeftBehindAndSeen() throws Exception {
    TestRuntime impatient =
        new TestRuntime(WorkflowOptions.STANDARD.withNanoTime(time).withGrace(SHORT));
    CountDownLatch end = new CountDownLatch(1);
    Lambda<Integer, Integer> deaf =
        Lambda.of(
            "deaf",
            (input, context) -> {
              while (true) {
                try {
                  end.await();
                  return input;
                } catch (InterruptedException e) {
                  /* That is what this test is about. */
                }
              }
            });

    assertThatThrownBy(() -> impatient.workflows().run(deaf.within(LONG_ENOUGH_TO_BEGIN), 1))
        .isInstanceOf(WorkflowTimeoutException.class);
    assertThat(impatient.page().value("tta_abandoned_executions")).hasValue(1);
    assertThat(impatient.executions()).containsExactly("timeout deaf timeout 1");

    end.countDown();
    impatient.awaitNoThreads();
    assertThat(impatient.page().value("tta_abandoned_executions")).hasValue(0);
    assertThat(impatient.executions())
        .containsExactly("lambda deaf success 1", "timeout deaf timeout 1");
  }

  @Test
  void aLimitMustBeAboveZero() {
    assertThatThrownBy(() -> Steps.pass("a").within(Duration.ZERO))
        .isInstanceOf(WorkflowException.class)
        .hasMessage("a limit: PT0S (expected: > 0)");
    assertThat(Steps.pass("a").within(Duration.ofSeconds(Long.MAX_VALUE)).name()).isEqualTo("a");
  }
}
