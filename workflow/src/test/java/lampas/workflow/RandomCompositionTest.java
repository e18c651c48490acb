package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import lampas.workflow.outcome.ExecutionStatus;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Whatever is composed, the page shows exactly what an independent model says. */
class RandomCompositionTest {
  private static final int TREES = 40;
  private static final int EXECUTIONS = 10;

  @RepeatedTest(5)
  void thePageShowsWhatTheModelSays(RepetitionInfo repetition) throws Exception {
    for (int i = 0; i < TREES; i++) {
      check(System.nanoTime() + i + repetition.getCurrentRepetition());
    }
  }

  @Test
  void theSeedsThatOnceFailed() throws Exception {
    check(1);
    check(2);
  }

  private static void check(long seed) throws Exception {
    Random random = new Random(seed);
    Tree tree = new TreeGenerator(random).tree(4);
    Primitive<Integer, Integer> built = TreeBuilder.build(tree);
    TreeModel model = new TreeModel();
    /* Time stands still for the gate, so that what begins within a short timeout is not too late. */
    TestRuntime runtime =
        new TestRuntime(
            WorkflowOptions.STANDARD
                .withNanoTime(new FakeTime())
                .withGrace(Duration.ofSeconds(30)));
    for (int i = 0; i < EXECUTIONS; i++) {
      int input = random.nextInt(4);
      ExecutionStatus expected = model.execute(tree, input);
      assertThat(statusOf(runtime, built, input))
          .as("seed %s, execution %s of %s", seed, i, tree)
          .isEqualTo(expected);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
    Page page = runtime.page();
    assertThat(counts(page)).as("seed %s, %s", seed, tree).isEqualTo(model.counts());
    assertThat(page.sum("tta_execution_duration_seconds_count"))
        .as("seed %s", seed)
        .isEqualTo(
            page.sum("tta_primitive_executions_total") + page.sum("tta_workflow_executions_total"));
    runtime.awaitNoThreads();
    assertThat(page.nonZero("tta_abandoned_executions")).as("seed %s", seed).isEmpty();
  }

  private static ExecutionStatus statusOf(
      TestRuntime runtime, Primitive<Integer, Integer> built, int input) {
    try {
      assertThat(runtime.workflows().run(built, input)).isEqualTo(input);
      return ExecutionStatus.SUCCESS;
    } catch (Exception thrown) {
      return ExecutionStatus.of(thrown);
    }
  }

  private static Map<String, Long> counts(Page page) {
    Map<String, Long> counts = new TreeMap<>();
    page.samples("tta_primitive_executions_total")
        .forEach((labels, value) ->
            put(
                counts,
                labels.valueOrEmpty("primitive_type")
                    + " "
                    + labels.valueOrEmpty("primitive_name")
                    + " "
                    + labels.valueOrEmpty("status"),
                value));
    page.samples("tta_workflow_executions_total")
        .forEach((labels, value) ->
            put(
                counts,
                "workflow "
                    + labels.valueOrEmpty("workflow_name")
                    + " "
                    + labels.valueOrEmpty("status"),
                value));
    page.samples("tta_cache_hits_total")
        .forEach(
            (labels, value) -> put(counts, "hits " + labels.valueOrEmpty("primitive_name"), value));
    page.samples("tta_cache_misses_total")
        .forEach((labels, value) ->
            put(counts, "misses " + labels.valueOrEmpty("primitive_name"), value));
    return counts;
  }

  private static void put(Map<String, Long> counts, String what, double value) {
    if (value != 0) {
      counts.put(what, (long) value);
    }
  }
}
