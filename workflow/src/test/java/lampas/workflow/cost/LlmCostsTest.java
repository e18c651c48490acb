package lampas.workflow.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.offset;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import lampas.metrics.Registry;
import lampas.model.label.Labels;
import lampas.workflow.outcome.ExecutionStatus;
import lampas.workflow.outcome.WorkflowException;
import org.junit.jupiter.api.Test;

class LlmCostsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
  private static final PriceTable PRICES =
      PriceTable.of(
          "test-1",
          LocalDate.parse("2026-01-31"),
          "nowhere",
          List.of(
              Price.of("openai", "gpt-4o", "0.0025", "0.01").withCachedInput("0.00125"),
              Price.of("acme", "new", "1", "2").from(LocalDate.parse("2026-01-01")),
              Price.of("acme", "new", "3", "4").from(LocalDate.parse("2025-01-01"))));
  private static final LlmCostOptions OPTIONS =
      LlmCostOptions.standard().withPrices(PRICES).withClock(CLOCK);
  private static final String[] GPT = {"model", "gpt-4o-2024-08-06", "provider", "openai"};

  private final Registry registry = Registry.create();

  @Test
  void aCallCostsItsTokensTimesTheirPrices() throws Exception {
    LlmCosts costs = LlmCosts.create(registry, OPTIONS);
    LlmUsage usage =
        LlmUsage.of("openai", "gpt-4o-2024-08-06")
            .withInputIncludingCached(1_000, 400)
            .withOutput(100);
    for (int i = 0; i < 1_000; i++) {
      costs.record(usage);
    }

    Page page = Page.of(registry);
    assertThat(page.value("tta_llm_cost_total", GPT).orElseThrow()).isCloseTo(3.0, offset(1e-9));
    assertThat(page.all("tta_llm_tokens_total"))
        .containsOnly(
            entry(tokens("input"), 600_000.0),
            entry(tokens("cached_input"), 400_000.0),
            entry(tokens("output"), 100_000.0));
    assertThat(page.all("tta_llm_calls_total"))
        .containsOnly(entry(Labels.of(GPT).with("status", "success"), 1_000.0));
    assertThat(page.all("tta_llm_unpriced_total")).isEmpty();
    assertThat(page.all("tta_llm_unknown_usage_total")).isEmpty();
  }

  @Test
  void anUnknownModelIsCountedAndHasNoCost() throws Exception {
    LlmCosts costs = LlmCosts.create(registry, OPTIONS);
    costs.record(LlmUsage.of("openai", "gpt-99").withInput(10).withOutput(20));
    costs.record(LlmUsage.of("nobody", "gpt-4o").withInput(10).withOutput(20));

    Page page = Page.of(registry);
    assertThat(page.all("tta_llm_cost_total")).isEmpty();
    assertThat(page.value("tta_llm_unpriced_total", "model", "gpt-99", "provider", "openai"))
        .hasValue(1);
    assertThat(page.value("tta_llm_unpriced_total", "model", "gpt-4o", "provider", "nobody"))
        .hasValue(1);
    assertThat(
            page.value(
                "tta_llm_tokens_total", "model", "gpt-99", "provider", "openai", "type", "output"))
        .hasValue(20);
  }

  @Test
  void aModelWithoutAPriceForCachedTokensHasNoneForACallWithSome() throws Exception {
    LlmCosts costs = LlmCosts.create(registry, OPTIONS);
    costs.record(LlmUsage.of("acme", "new").withInputAndCached(10, 5).withOutput(20));
    costs.record(LlmUsage.of("acme", "new").withInputAndCached(10, 0).withOutput(20));

    Page page = Page.of(registry);
    assertThat(page.value("tta_llm_unpriced_total", "model", "new", "provider", "acme"))
        .hasValue(1);
    assertThat(page.value("tta_llm_cost_total", "model", "new", "provider", "acme")).hasValue(0.05);
  }

  @Test
  void tokensThatNobodySaidAreNotZero() throws Exception {
    LlmCosts costs = LlmCosts.create(registry, OPTIONS);
    costs.record(LlmUsage.of("openai", "gpt-4o-2024-08-06"));
    costs.record(LlmUsage.of("openai", "gpt-4o-2024-08-06").withInput(7));

    Page page = Page.of(registry);
    assertThat(page.value("tta_llm_unknown_usage_total", GPT)).hasValue(2);
    assertThat(page.all("tta_llm_cost_total")).isEmpty();
    assertThat(page.all("tta_llm_unpriced_total")).isEmpty();
    assertThat(page.all("tta_llm_tokens_total")).containsOnly(entry(tokens("input"), 7.0));
  }

  @Test
  void aDatedCallHasThePriceOfItsDay() throws Exception {
    LlmCosts costs = LlmCosts.create(registry, OPTIONS);
    LlmUsage usage = LlmUsage.of("acme", "new").withInput(1_000).withOutput(0);
    costs.record(usage.at(Instant.parse("2025-06-01T00:00:00Z")));
    costs.record(usage);
    costs.record(usage.at(Instant.parse("2024-06-01T00:00:00Z")));

    Page page = Page.of(registry);
    assertThat(page.value("tta_llm_cost_total", "model", "new", "provider", "acme")).hasValue(4);
    assertThat(page.value("tta_llm_unpriced_total", "model", "new", "provider", "acme"))
        .hasValue(1);
  }

  @Test
  void callsThatDidNotSucceedAreCountedByHowTheyEnded() throws Exception {
    LlmCosts costs = LlmCosts.create(registry, OPTIONS);
    costs.failed("openai", "gpt-4o-2024-08-06", ExecutionStatus.FAILURE);
    costs.failed("openai", "gpt-4o-2024-08-06", ExecutionStatus.TIMEOUT);

    Page page = Page.of(registry);
    assertThat(page.all("tta_llm_calls_total"))
        .containsOnly(
            entry(Labels.of(GPT).with("status", "failure"), 1.0),
            entry(Labels.of(GPT).with("status", "timeout"), 1.0));
    assertThat(page.all("tta_llm_cost_total")).isEmpty();
    assertThat(page.all("tta_llm_unknown_usage_total")).isEmpty();
  }

  @Test
  void anExpectedModelHasItsSeriesAtZeroBeforeItsFirstCall() throws Exception {
    LlmCosts costs = LlmCosts.create(registry, OPTIONS);
    costs.expect("openai", "gpt-4o-2024-08-06");
    costs.expect("openai", "gpt-99");

    Page page = Page.of(registry);
    assertThat(page.value("tta_llm_cost_total", GPT)).hasValue(0);
    assertThat(page.all("tta_llm_unpriced_total"))
        .containsOnly(entry(Labels.of("model", "gpt-99", "provider", "openai"), 0.0));
    assertThat(page.all("tta_llm_calls_total"))
        .hasSize(8)
        .allSatisfy((k, v) -> assertThat(v).isZero());
  }

  @Test
  void modelsBeyondTheLimitShareOneSeriesAndTotalsStayRight() throws Exception {
    LlmCosts costs = LlmCosts.create(registry, OPTIONS.withMaximumModels(2));
    for (int i = 0; i < 10; i++) {
      costs.record(LlmUsage.of("openai", "gpt-4o-" + i).withInput(1_000).withOutput(0));
    }

    Page page = Page.of(registry);
    assertThat(page.all("tta_llm_cost_total")).hasSize(3);
    assertThat(
            page.value("tta_llm_cost_total", "model", "_overflow", "provider", "openai")
                .orElseThrow())
        .isCloseTo(0.02, offset(1e-12));
    assertThat(
            page.value(
                "tta_llm_calls_total",
                "model",
                "_overflow",
                "provider",
                "openai",
                "status",
                "success"))
        .hasValue(8);
  }

  @Test
  void theJobIsOffUnlessGivenAndThenTheLastLabelOfAll() throws Exception {
    LlmCosts costs =
        LlmCosts.create(
            registry, OPTIONS.withJob("agents").withNamespace("").withBudget(LlmBudget.aDay(10)));
    costs.record(LlmUsage.of("openai", "gpt-4o").withInput(1_000).withOutput(0));
    costs.record(LlmUsage.of("openai", "gpt-99"));

    assertThat(registry.catalogue().definitions().stream().filter(d -> d.name().startsWith("llm_")))
        .hasSize(9)
        .allSatisfy(d -> assertThat(d.labelNames().getLast()).isEqualTo("job"));
    Page page = Page.of(registry);
    assertThat(
            page.value("llm_cost_total", "model", "gpt-4o", "provider", "openai", "job", "agents"))
        .hasValue(0.0025);
    assertThat(page.value("llm_budget_spent_dollars", "period", "day", "job", "agents"))
        .hasValue(0.0025);
    assertThat(page.value("llm_recording_failures_total", "job", "agents")).hasValue(0);
    assertThat(
            page.value(
                "llm_price_table_info", "version", "test-1", "date", "2026-01-31", "job", "agents"))
        .hasValue(1);
  }

  @Test
  void recordingNeverThrows() throws Exception {
    LlmCosts costs =
        LlmCosts.create(
            registry,
            OPTIONS.withClock(
                new Clock() {
                  @Override
                  public ZoneId getZone() {
                    return ZoneOffset.UTC;
                  }

                  @Override
                  public Clock withZone(ZoneId zone) {
                    return this;
                  }

                  @Override
                  public Instant instant() {
                    throw new IllegalStateException("no time");
                  }
                }));
    costs.record(LlmUsage.of("openai", "gpt-4o").withInput(1).withOutput(1));
    costs.expect("openai", "gpt-4o");
    costs.record(() -> {
      throw new IllegalStateException("no usage");
    });

    assertThat(Page.of(registry).value("tta_llm_recording_failures_total")).hasValue(3);
  }

  @Test
  void wrongOptionsAreSaid() {
    assertThatThrownBy(() -> OPTIONS.withMaximumModels(0))
        .isInstanceOf(WorkflowException.class)
        .hasMessage("LLM costs maximum models: 0 (expected: > 0)");
    assertThatThrownBy(() -> OPTIONS.withNamespace("a-b"))
        .hasMessage(
            "LLM costs namespace: \"a-b\" (expected: letters, digits and underscores, or nothing)");
    assertThatThrownBy(() -> OPTIONS.withJob(" "))
        .hasMessage("LLM costs job: blank (expected: a name, or none)");
    assertThatThrownBy(() -> LlmBudget.aDay(0))
        .hasMessage("LLM budget: 0.0 dollars (expected: > 0)");
  }

  private static Labels tokens(String type) {
    return Labels.of(GPT).with("type", type);
  }
}
