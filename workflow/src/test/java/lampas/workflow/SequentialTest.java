package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SequentialTest {
  private final TestRuntime runtime = new TestRuntime();

  @Test
  void eachStepGetsTheResultOfTheOneBefore() throws Exception {
    Sequential<Integer, String> steps =
        Steps.add("one", 1)
            .then(Steps.add("two", 10))
            .then(Lambda.of("text", (number, context) -> "is " + number));

    assertThat(runtime.workflows().run(steps, 5)).isEqualTo("is 16");
    assertThat(runtime.executions())
        .containsExactly(
            "lambda one success 1",
            "lambda text success 1",
            "lambda two success 1",
            "sequential sequential success 1");
  }

  @Test
  void aFailureEndsItAndIsThrownAsItIs() throws Exception {
    IOException failure = new IOException("for this test");
    Primitive<Integer, Integer> steps =
        Steps.pass("one").then(Steps.fail("two", failure)).then(Steps.pass("three"));

    assertThatThrownBy(() -> runtime.workflows().run(steps, 5))
        .isSameAs(failure)
        .hasNoSuppressedExceptions();
    assertThat(runtime.executions())
        .containsExactly(
            "lambda one success 1", "lambda two failure 1", "sequential sequential failure 1");
  }

  @Test
  void aSequenceWithANameIsOneStepOfAnother() throws Exception {
    Primitive<Integer, Integer> inner = Steps.add("a", 1).then(Steps.add("b", 1)).named("inner");
    Primitive<Integer, Integer> outer = inner.then(Steps.add("c", 1)).named("outer");

    assertThat(runtime.workflows().run(outer, 0)).isEqualTo(3);
    assertThat(runtime.executions())
        .containsExactly(
            "lambda a success 1",
            "lambda b success 1",
            "lambda c success 1",
            "sequential inner success 1",
            "sequential outer success 1");
  }

  @Test
  void nullIsAResultLikeAnyOther() throws Exception {
    Primitive<Integer, String> steps =
        Lambda.<Integer, @Nullable Object>of("none", (input, context) -> null)
            .then(Lambda.of("text", (value, context) -> "got " + value));

    assertThat(runtime.workflows().run(steps, 1)).isEqualTo("got null");
  }

  @Test
  void anInterruptedThreadBeginsNoFurtherStep() throws Exception {
    Primitive<Integer, Integer> steps =
        Lambda.<Integer, Integer>of(
                "busy",
                (input, context) -> {
                  Thread.currentThread().interrupt();
                  return input;
                })
            .then(Steps.pass("next"));

    assertThatThrownBy(() -> runtime.workflows().run(steps, 5))
        .isInstanceOf(InterruptedException.class)
        .hasMessage("next: interrupted before it began");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(runtime.executions())
        .containsExactly(
            "lambda busy success 1",
            "lambda next cancelled 1",
            "sequential sequential cancelled 1");
  }
}
