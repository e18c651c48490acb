package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import lampas.workflow.outcome.WorkflowException;
import lampas.workflow.policy.AfterFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelTest {
  private final TestRuntime runtime = new TestRuntime();

  @AfterEach
  void noThreadIsLeft() throws Exception {
    runtime.awaitNoThreads();
    assertThat(runtime.page().nonZero("tta_abandoned_executions")).isEmpty();
  }

  @Test
  void branchesRunAtTheSameTimeAndResultsKeepTheirOrder() throws Exception {
    CyclicBarrier all = new CyclicBarrier(3);
    List<Lambda<Integer, Integer>> branches = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int number = i;
      branches.add(
          Lambda.of(
              "branch",
              (input, context) -> {
                all.await(10, TimeUnit.SECONDS);
                return input + number;
              }));
    }

    assertThat(runtime.workflows().run(Parallel.of(branches), 10)).containsExactly(10, 11, 12);
    assertThat(runtime.executions())
        .containsExactly("lambda branch success 3", "parallel parallel success 1");
  }

  @Test
  void resultsOfDifferentTypesAreMadeIntoOne() throws Exception {
    Parallel<Integer, ?, String> both =
        Steps.add("sum", 1)
            .alongside(
                Lambda.of("text", (input, context) -> "from " + input),
                (sum, text) -> sum + " " + text);

    assertThat(runtime.workflows().run(both, 1)).isEqualTo("2 from 1");
  }

  @Test
  void nullIsAResultLikeAnyOther() throws Exception {
    Lambda<Integer, @Nullable Integer> none =
        Lambda.<Integer, @Nullable Integer>of("none", (input, context) -> null);

    assertThat(
            runtime
                .workflows()
                .run(
                    Parallel.<Integer, @Nullable Integer>of(List.of(none, Steps.pass("one"), none)),
                    1))
        .containsExactly(null, 1, null);
  }

  @Test
  void theFirstFailureInterruptsTheOthers() throws Exception {
    IOException failure = new IOException("for this test");
    CountDownLatch begun = new CountDownLatch(2);
    Lambda<Integer, Integer> failing =
        Lambda.of(
            "failing",
            (input, context) -> {
              begun.await();
              throw failure;
            });
    Parallel<Integer, Integer, List<Integer>> all =
        Steps.hang("hanging", begun).alongside(failing).and(Steps.hang("hanging", begun));

    assertThatThrownBy(() -> runtime.workflows().run(all, 1))
        .isSameAs(failure)
        .hasNoSuppressedExceptions();
    assertThat(runtime.executions())
        .containsExactly(
            "lambda failing failure 1",
            "lambda hanging cancelled 2",
            "parallel parallel failure 1");
  }

  @Test
  void aBranchThatHasNotBegunNeverDoes() throws Exception {
    Parallel<Integer, Integer, List<Integer>> all =
        Steps.pass("one").alongside(Steps.fail("two")).and(Steps.pass("three")).atATime(1);

    assertThatThrownBy(() -> runtime.workflows().run(all, 1)).isInstanceOf(IOException.class);
    assertThat(runtime.executions())
        .containsExactly(
            "lambda one success 1", "lambda two failure 1", "parallel parallel failure 1");
  }

  @Test
  void theOthersFinishIfToldSo() throws Exception {
    IOException first = new IOException("first");
    IOException second = new IOException("second");
    Parallel<Integer, Integer, List<Integer>> all =
        Steps.fail("one", first)
            .alongside(Steps.pass("two"))
            .and(Steps.fail("three", second))
            .atATime(1)
            .onFailure(AfterFailure.FINISH_OTHERS);

    assertThatThrownBy(() -> runtime.workflows().run(all, 1))
        .isSameAs(first)
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(second));
    assertThat(runtime.executions())
        .containsExactly(
            "lambda one failure 1",
            "lambda three failure 1",
            "lambda two success 1",
            "parallel parallel failure 1");
  }

  @Test
  void notMoreThanSoManyRunAtATime() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier pairs = new CyclicBarrier(2);
    Lambda<Integer, Integer> branch =
        Lambda.of(
            "branch",
            (input, context) -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              pairs.await(10, TimeUnit.SECONDS);
              running.decrementAndGet();
              pairs.await(10, TimeUnit.SECONDS);
              return input;
            });
    List<Lambda<Integer, Integer>> branches = List.of(branch, branch, branch, branch);

    assertThat(runtime.workflows().run(Parallel.of(branches).atATime(2), 1)).hasSize(4);
    assertThat(most).hasValue(2);
  }

  @Test
  void anInterruptionReachesAllBranches() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread waiting =
        Thread.startVirtualThread(() -> {
          try {
            runtime.workflows().run(Steps.hang("a", begun).alongside(Steps.hang("b", begun)), 1);
          } catch (Throwable failure) {
            thrown.set(failure);
          }
        });
    begun.await();
    waiting.interrupt();
    waiting.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(runtime.executions())
        .containsExactly(
            "lambda a cancelled 1", "lambda b cancelled 1", "parallel parallel cancelled 1");
  }

  @Test
  void aThreadThatCannotBeMadeEndsTheOthers() throws Exception {
    IllegalStateException failure = new IllegalStateException("for this test");
    List<Thread> made = new ArrayList<>();
    Workflows few =
        Workflows.create(
            runtime.registry(),
            WorkflowOptions.STANDARD
                .withNamespace("few")
                .withThreads(task -> {
                  if (!made.isEmpty()) {
                    throw failure;
                  }
                  Thread thread = Thread.ofVirtual().unstarted(task);
                  made.add(thread);
                  return thread;
                }));

    assertThatThrownBy(() -> few.run(Steps.hang("a").alongside(Steps.hang("b")), 1))
        .isSameAs(failure);
    made.getFirst().join();
    assertThat(runtime.page().nonZero("few_abandoned_executions")).isEmpty();
  }

  @Test
  void thereIsAtLeastOneBranch() {
    assertThatThrownBy(() -> Parallel.of(List.<Lambda<Integer, Integer>>of()))
        .isInstanceOf(WorkflowException.class)
        .hasMessage("parallel: 0 branches, 2147483647 at a time (expected: 1 or more of both)");
    assertThatThrownBy(() -> Steps.pass("a").alongside(Steps.pass("b")).atATime(0))
        .isInstanceOf(WorkflowException.class)
        .hasMessage("parallel: 2 branches, 0 at a time (expected: 1 or more of both)");
  }
}
