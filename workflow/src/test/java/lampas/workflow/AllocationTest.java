package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What a step leaves to the garbage collector. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 5_000;
  private static final int ROUNDS = 10;

  private final TestRuntime runtime = new TestRuntime();

  @Test
  void aStepMakesNoGarbage() throws Exception {
    assertThat(fewestBytes(Steps.pass("a"))).isZero();
  }

  @Test
  void neitherDoesASequenceOfSteps() throws Exception {
    assertThat(fewestBytes(Steps.pass("a").then(Steps.pass("b")).then(Steps.pass("c")))).isZero();
  }

  private long fewestBytes(Primitive<Integer, Integer> primitive) throws Exception {
    WorkflowContext context = runtime.workflows().context();
    Integer input = 1;
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int call = 0; call < CALLS; call++) {
        primitive.execute(input, context);
      }
      fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return fewest / CALLS;
  }
}
