package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import lampas.workflow.policy.Failures;
import org.junit.jupiter.api.Test;

class FallbackTest {
  private final TestRuntime runtime = new TestRuntime();

  @Test
  void theOtherIsExecutedOnlyAfterAFailure() throws Exception {
    assertThat(runtime.workflows().run(Steps.add("a", 1).orElse(Steps.add("b", 2)), 0))
        .isEqualTo(1);
    assertThat(runtime.workflows().run(Steps.fail("c").orElse(Steps.add("b", 2)), 0)).isEqualTo(2);
    assertThat(runtime.executions())
        .containsExactly(
            "fallback a success 1",
            "fallback c success 1",
            "lambda a success 1",
            "lambda b success 1",
            "lambda c failure 1");
  }

  @Test
  void ifBothFailTheSecondIsThrownWithTheFirst() throws Exception {
    IOException first = new IOException("first");
    IOException second = new IOException("second");

    assertThatThrownBy(() ->
            runtime.workflows().run(Steps.fail("a", first).orElse(Steps.fail("b", second)), 0))
        .isSameAs(second)
        .hasSuppressedException(first);
    assertThat(runtime.executions())
        .containsExactly("fallback a failure 1", "lambda a failure 1", "lambda b failure 1");
  }

  @Test
  void onlyTheFailuresThatWereToldCount() throws Exception {
    Primitive<Integer, Integer> other = Steps.add("other", 1);

    assertThatThrownBy(
            () -> runtime.workflows().run(Steps.fail("a").orElse(other, Failures.timeouts()), 0))
        .isInstanceOf(IOException.class);
    Primitive<Integer, Integer> slow = Steps.hang("slow").within(Duration.ofMillis(5));
    assertThat(runtime.workflows().run(slow.orElse(other, Failures.timeouts()), 0)).isEqualTo(1);
    assertThat(runtime.executions())
        .contains("fallback a failure 1", "fallback slow success 1", "timeout slow timeout 1");
  }

  @Test
  void whatWasCancelledIsNotReplaced() throws Exception {
    InterruptedException cancelled = new InterruptedException("for this test");

    assertThatThrownBy(
            () -> runtime.workflows().run(Steps.fail("a", cancelled).orElse(Steps.pass("b")), 0))
        .isSameAs(cancelled);
    assertThat(runtime.executions())
        .containsExactly("fallback a cancelled 1", "lambda a cancelled 1");
  }
}
