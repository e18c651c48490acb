package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import lampas.workflow.outcome.NoRouteException;
import lampas.workflow.outcome.WorkflowException;
import org.junit.jupiter.api.Test;

/** Routers and conditionals. */
class ChoiceTest {
  private enum Size {
    SMALL,
    LARGE
  }

  private final TestRuntime runtime = new TestRuntime();

  @Test
  void aConditionChoosesOneOfTwo() throws Exception {
    Conditional<Integer, Integer> choice =
        Steps.add("plus", 1).when(number -> number > 0, Steps.add("minus", -1)).named("sign");

    assertThat(runtime.workflows().run(choice, 5)).isEqualTo(6);
    assertThat(runtime.workflows().run(choice, 6)).isEqualTo(7);
    assertThat(runtime.workflows().run(choice, -5)).isEqualTo(-6);
    assertThat(runtime.executions())
        .containsExactly(
            "conditional sign success 3", "lambda minus success 1", "lambda plus success 2");
  }

  @Test
  void aConditionThatThrowsIsAFailure() throws Exception {
    IllegalStateException failure = new IllegalStateException("for this test");
    Conditional<Integer, Integer> choice =
        Steps.pass("a")
            .when(
                number -> {
                  throw failure;
                },
                Steps.pass("b"));

    assertThatThrownBy(() -> runtime.workflows().run(choice, 5)).isSameAs(failure);
    assertThat(runtime.executions()).containsExactly("conditional conditional failure 1");
  }

  @Test
  void aKeyChoosesTheRoute() throws Exception {
    Primitive<Integer, Integer> routed =
        Steps.add("measure", 0)
            .routedBy(
                number -> number > 9 ? Size.LARGE : Size.SMALL,
                Map.of(Size.SMALL, Steps.add("small", 1), Size.LARGE, Steps.add("large", 2)));

    assertThat(runtime.workflows().run(routed, 5)).isEqualTo(6);
    assertThat(runtime.workflows().run(routed, 10)).isEqualTo(12);
    assertThat(runtime.executions())
        .containsExactly(
            "lambda large success 1",
            "lambda measure success 2",
            "lambda small success 1",
            "router router success 2",
            "sequential sequential success 2");
  }

  @Test
  void aKeyWithoutARouteGoesToTheRestOrIsAnError() throws Exception {
    Map<String, Primitive<Integer, Integer>> routes = new TreeMap<>();
    routes.put("a", Steps.add("a", 1));
    routes.put("b", Steps.add("b", 2));
    Router<Integer, Integer> router =
        Router.<Integer, String, Integer>by(number -> number == 0 ? null : "c", routes);

    assertThatThrownBy(() -> runtime.workflows().run(router, 1))
        .isInstanceOf(NoRouteException.class)
        .hasMessage("router: no route for c (expected: one of [a, b])");
    assertThatThrownBy(() -> runtime.workflows().run(router, 0))
        .isInstanceOf(NoRouteException.class)
        .hasMessage("router: no route for null (expected: one of [a, b])");
    Router<Integer, Integer> complete = router.otherwise(Steps.add("rest", 9));
    assertThat(runtime.workflows().run(complete, 1)).isEqualTo(10);
    assertThat(runtime.workflows().run(complete, 0)).isEqualTo(9);
    assertThat(runtime.executions())
        .containsExactly(
            "lambda rest success 2", "router router failure 2", "router router success 2");
  }

  @Test
  void aRouterHasRoutes() {
    assertThatThrownBy(() ->
            Router.<Integer, Integer, Integer>by(
                number -> number, Map.<Integer, Primitive<Integer, Integer>>of()))
        .isInstanceOf(WorkflowException.class)
        .hasMessage("router: no routes (expected: at least one)");
  }
}
