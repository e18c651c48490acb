package lampas.examples.agents.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import lampas.examples.agents.Scraped;
import lampas.examples.agents.queue.Delivery;
import lampas.examples.agents.service.MetricsPage;
import lampas.examples.agents.task.Outcome;
import lampas.examples.agents.task.TaskStatus;
import lampas.examples.agents.workers.InfrastructureFailure;
import lampas.metrics.Registry;
import org.junit.jupiter.api.Test;

/** Each workflow, and what it counts. */
class WorkflowRunnerTest {
  private final Registry registry = Registry.create();
  private final WorkflowRunner runner = WorkflowRunner.create(registry, Duration.ofSeconds(20));

  @Test
  void stepsOneAfterTheOtherAndAtOnce() throws Exception {
    assertThat(run("report", "{\"topic\":\"tea\"}"))
        .isEqualTo(success("{\"report\":\"a report on tea\"}"));
    assertThat(run("research", "{\"topic\":\"tea\"}"))
        .isEqualTo(success("{\"found\":\"papers on tea; news on tea; notes on tea\"}"));

    assertThat(executions("report", "success")).isEqualTo(1);
    assertThat(executions("research", "success")).isEqualTo(1);
    assertThat(
            scrape()
                .value(
                    "tta_primitive_executions_total",
                    "primitive_type",
                    "lambda",
                    "primitive_name",
                    "news",
                    "status",
                    "success"))
        .contains(1.0);
  }

  @Test
  void oneInTenFailsAndThatIsItsResult() throws Exception {
    for (int number = 0; number < 20; number++) {
      TaskStatus expected = number % 10 == 9 ? TaskStatus.FAILURE : TaskStatus.SUCCESS;
      assertThat(run("flaky", "{\"number\":" + number + "}").status()).isEqualTo(expected);
    }
    assertThat(executions("flaky", "failure")).isEqualTo(2);
    assertThat(executions("flaky", "success")).isEqualTo(18);
  }

  @Test
  void whatTakesTooLongIsInterruptedAndCountedAsTimeout() throws Exception {
    long begun = System.nanoTime();

    assertThat(run("slow", "{\"millis\":600000}"))
        .isEqualTo(new Outcome(TaskStatus.TIMEOUT, "took longer than it may"));
    assertThat(run("slow", "{\"millis\":1}").status()).isEqualTo(TaskStatus.SUCCESS);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(executions("slow", "timeout")).isEqualTo(1);
    assertThat(executions("slow", "success")).isEqualTo(1);
  }

  @Test
  void aTaskThatTakesLongerThanAnyMayIsATimeoutToo() throws Exception {
    WorkflowRunner impatient = WorkflowRunner.create(Registry.create(), Duration.ofMillis(50));

    assertThat(impatient.run(delivery("slow", "{\"millis\":600000}")).status())
        .isEqualTo(TaskStatus.TIMEOUT);
  }

  @Test
  void tokensCostWhatTheTableSaysAndWithoutAPriceNothingIsMadeUp() throws Exception {
    assertThat(run("chat", chat("grand-1")))
        .isEqualTo(success("{\"answer\":\"word word\",\"inputTokens\":3,\"outputTokens\":2}"));
    run("chat", chat("unlisted-1"));

    Scraped scraped = scrape();
    assertThat(scraped.value("tta_llm_cost_total", "model", "grand-1", "provider", "pretended"))
        .contains((3 * 0.0025 + 2 * 0.01) / 1000);
    assertThat(scraped.value("tta_llm_cost_total", "model", "tiny-1", "provider", "pretended"))
        .contains(0.0);
    assertThat(scraped.value("tta_llm_cost_total", "model", "unlisted-1", "provider", "pretended"))
        .isEmpty();
    assertThat(
            scraped.value("tta_llm_unpriced_total", "model", "unlisted-1", "provider", "pretended"))
        .contains(1.0);
  }

  @Test
  void whatWasLookedUpIsRemembered() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(run("lookup", "{\"key\":\"k" + i % 2 + "\"}"))
          .isEqualTo(success("{\"value\":\"value of k" + i % 2 + "\"}"));
    }

    Scraped scraped = scrape();
    String[] cache = {"primitive_name", "values", "cache_type", "memory"};
    assertThat(scraped.value("tta_cache_misses_total", cache)).contains(2.0);
    assertThat(scraped.value("tta_cache_hits_total", cache)).contains(3.0);
  }

  @Test
  void whatTheWorkflowCannotBeBlamedForIsNoResult() {
    assertThatThrownBy(() -> run("broken", "{}")).isInstanceOf(InfrastructureFailure.class);
    assertThatThrownBy(() -> run("unheard", "{}")).isInstanceOf(InfrastructureFailure.class);
    assertThatThrownBy(() -> run("report", "{")).isInstanceOf(InfrastructureFailure.class);
  }

  @Test
  void aDefectOfAWorkflowIsAFailureThatTellsItsClientNothing() throws Exception {
    assertThat(run("report", "{}"))
        .isEqualTo(
            new Outcome(TaskStatus.FAILURE, "the workflow failed (the workers' log says why)"));
  }

  private Outcome run(String workflow, String input) throws InterruptedException {
    return runner.run(delivery(workflow, input));
  }

  private static Delivery delivery(String workflow, String input) {
    return new Delivery("1-1", "id", workflow, input, 1);
  }

  private static String chat(String model) {
    return "{\"model\":\"" + model + "\",\"prompt\":\"what is tea\",\"answerTokens\":2}";
  }

  private static Outcome success(String result) {
    return new Outcome(TaskStatus.SUCCESS, result);
  }

  private double executions(String workflow, String status) throws Exception {
    return scrape()
        .value("tta_workflow_executions_total", "workflow_name", workflow, "status", status)
        .orElseThrow();
  }

  private Scraped scrape() throws Exception {
    return Scraped.page(new MetricsPage(registry).text());
  }
}
