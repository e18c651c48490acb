package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lampas.workflow.outcome.SagaException;
import lampas.workflow.outcome.SagaException.CompensationFailure;
import lampas.workflow.outcome.WorkflowTimeoutException;
import org.junit.jupiter.api.Test;

class SagaTest {
  private final TestRuntime runtime = new TestRuntime();
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final IOException failure = new IOException("for this test");

  @Test
  void nothingIsUndoneIfAllGoesWell() throws Exception {
    Saga<Integer, Integer> saga =
        doing("reserve", 1)
            .compensatedBy(doing("release", 0))
            .andThen(doing("pay", 10), doing("refund", 0));

    assertThat(runtime.workflows().run(saga, 0)).isEqualTo(11);
    assertThat(done).containsExactly("reserve 0", "pay 1");
    assertThat(runtime.executions())
        .containsExactly("lambda pay success 1", "lambda reserve success 1", "saga saga success 1");
  }

  @Test
  void whatCompletedIsUndoneInReverseWithItsResult() throws Exception {
    Saga<Integer, Integer> saga =
        doing("reserve", 1)
            .compensatedBy(doing("release", 0))
            .andThen(doing("note", 100))
            .andThen(doing("pay", 10), doing("refund", 0))
            .andThen(Steps.fail("ship", failure), doing("recall", 0));

    assertThatThrownBy(() -> runtime.workflows().run(saga, 0))
        .isSameAs(failure)
        .hasNoSuppressedExceptions();
    assertThat(done).containsExactly("reserve 0", "note 1", "pay 101", "refund 111", "release 1");
    assertThat(runtime.executions())
        .containsExactly(
            "lambda note success 1",
            "lambda pay success 1",
            "lambda refund success 1",
            "lambda release success 1",
            "lambda reserve success 1",
            "lambda ship failure 1",
            "saga saga failure 1");
  }

  @Test
  void compensationsThatFailDoNotKeepTheOthersFromRunning() throws Exception {
    IOException refund = new IOException("refund");
    IllegalStateException recall = new IllegalStateException("recall");
    Saga<Integer, Integer> saga =
        doing("reserve", 1)
            .compensatedBy(doing("release", 0))
            .andThen(doing("pay", 10), Steps.fail("refund", refund))
            .andThen(doing("ship", 10), Steps.fail("recall", recall))
            .andThen(Steps.fail("mail", failure))
            .named("order");

    Throwable thrown = catchThrowable(() -> runtime.workflows().run(saga, 0));
    assertThat(thrown)
        .isInstanceOf(SagaException.class)
        .hasMessage(
            "order: failed and is not undone, compensations failed: [recall, refund] (expected: none)")
        .hasCause(failure)
        .hasSuppressedException(refund)
        .hasSuppressedException(recall);
    assertThat(((SagaException) thrown).failures())
        .extracting(CompensationFailure::compensation, CompensationFailure::thrown)
        .containsExactly(tuple("recall", recall), tuple("refund", refund));
    assertThat(done).endsWith("release 1");
    assertThat(runtime.executions())
        .contains(
            "lambda recall failure 1",
            "lambda refund failure 1",
            "lambda release success 1",
            "saga order failure 1");
  }

  @Test
  void aStepThatFailedMayBeUndoneByItsInput() throws Exception {
    Saga<Integer, Integer> saga =
        doing("reserve", 1)
            .compensatedBy(doing("release", 0))
            .andThen(
                Steps.fail("pay", failure),
                Undo.<Integer, Integer>by(doing("refund", 0)).orIfItFailed(doing("void", 0)));

    assertThatThrownBy(() -> runtime.workflows().run(saga, 0)).isSameAs(failure);
    assertThat(done).containsExactly("reserve 0", "void 1", "release 1");
  }

  @Test
  void compensationsRunPastTheDeadline() throws Exception {
    FakeTime time = new FakeTime();
    TestRuntime dated = new TestRuntime(WorkflowOptions.STANDARD.withNanoTime(time));
    Lambda<Integer, Integer> slow =
        Lambda.of(
            "slow",
            (input, context) -> {
              time.pass(Duration.ofSeconds(2));
              return input;
            });
    Saga<Integer, Integer> saga = slow.compensatedBy(doing("undo", 0)).andThen(doing("late", 0));

    assertThatThrownBy(
            () -> saga.execute(7, dated.workflows().context().within(Duration.ofSeconds(1))))
        .isInstanceOf(WorkflowTimeoutException.class);
    assertThat(done).containsExactly("undo 7");
    assertThat(dated.executions())
        .containsExactly(
            "lambda late timeout 1",
            "lambda slow success 1",
            "lambda undo success 1",
            "saga saga timeout 1");
  }

  @Test
  void compensationsRunAfterATimeoutHasInterrupted() throws Exception {
    Saga<Integer, Integer> saga =
        doing("reserve", 1)
            .compensatedBy(doing("release", 0))
            .andThen(
                Steps.hang("pay"),
                Undo.<Integer, Integer>by(doing("refund", 0)).orIfItFailed(doing("void", 0)));

    assertThatThrownBy(() -> runtime.workflows().run(saga.within(Duration.ofMillis(500)), 0))
        .isInstanceOf(WorkflowTimeoutException.class);
    runtime.awaitNoThreads();
    assertThat(done).containsExactly("reserve 0", "void 1", "release 1");
    assertThat(runtime.executions())
        .containsExactly(
            "lambda pay cancelled 1",
            "lambda release success 1",
            "lambda reserve success 1",
            "lambda void success 1",
            "saga saga cancelled 1",
            "timeout saga timeout 1");
  }

  @Test
  void anInterruptionThatWasSetStaysSet() throws Exception {
    Lambda<Integer, Integer> interrupting =
        Lambda.of(
            "pay",
            (input, context) -> {
              Thread.currentThread().interrupt();
              throw failure;
            });
    Saga<Integer, Integer> saga =
        doing("reserve", 1).compensatedBy(doing("release", 0)).andThen(interrupting);

    assertThatThrownBy(() -> runtime.workflows().run(saga, 0)).isSameAs(failure);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).containsExactly("reserve 0", "release 1");
  }

  @Test
  void anInterruptionThatBecomesASagaExceptionIsKept() throws Exception {
    Saga<Integer, Integer> saga =
        doing("reserve", 1)
            .compensatedBy(Steps.fail("release", failure))
            .andThen(Steps.fail("pay", new InterruptedException("for this test")));

    assertThatThrownBy(() -> runtime.workflows().run(saga, 0)).isInstanceOf(SagaException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Notes its input, and adds something to it. */
  private Lambda<Integer, Integer> doing(String name, int summand) {
    return Lambda.of(
        name,
        (input, context) -> {
          done.add(name + " " + input);
          return input + summand;
        });
  }
}
