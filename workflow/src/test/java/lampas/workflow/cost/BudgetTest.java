package lampas.workflow.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import lampas.metrics.Registry;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final LlmUsage DOLLAR = LlmUsage.of("acme", "m").withInput(1_000).withOutput(0);

  private final Registry registry = Registry.create();
  private final SettableClock clock = new SettableClock("2026-01-31T23:00:00Z");

  private static final class SettableClock extends Clock {
    private Instant now;

    SettableClock(String now) {
      this.now = Instant.parse(now);
    }

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
      return now;
    }
  }

  @Test
  void whatIsSpentBeginsAnewWithThePeriod() throws Exception {
    LlmCosts costs = costs(LlmBudget.aDay(5));
    assertThat(spent("day")).isZero();
    costs.record(DOLLAR);
    costs.record(DOLLAR);
    assertThat(spent("day")).isEqualTo(2);

    clock.now = Instant.parse("2026-02-01T00:00:00Z");
    assertThat(spent("day")).isZero();
    costs.record(DOLLAR);

    assertThat(spent("day")).isEqualTo(1);
    Page page = Page.of(registry);
    assertThat(page.value("tta_llm_budget_dollars", "period", "day")).hasValue(5);
    assertThat(page.value("tta_llm_cost_total", "model", "m", "provider", "acme")).hasValue(3);
  }

  @Test
  void aMonthEndsWithItsLastDay() throws Exception {
    LlmCosts costs = costs(LlmBudget.aMonth(100));
    costs.record(DOLLAR);
    clock.now = Instant.parse("2026-01-31T23:59:59Z");
    costs.record(DOLLAR);
    assertThat(spent("month")).isEqualTo(2);

    clock.now = Instant.parse("2026-02-01T00:00:00Z");
    assertThat(spent("month")).isZero();
  }

  @Test
  void aCallOfAnEarlierPeriodIsNotSpentInThisOne() throws Exception {
    LlmCosts costs = costs(LlmBudget.aDay(5));
    costs.record(DOLLAR.at(Instant.parse("2026-01-30T23:00:00Z")));
    costs.record(DOLLAR.at(Instant.parse("2026-01-31T01:00:00Z")));

    assertThat(spent("day")).isEqualTo(1);
  }

  @Test
  void withoutABudgetThereIsNothingToSee() throws Exception {
    LlmCosts.create(registry, LlmCostOptions.standard());

    assertThat(Page.of(registry).all("tta_llm_budget_dollars")).isEmpty();
    assertThat(Page.of(registry).all("tta_llm_budget_spent_dollars")).isEmpty();
  }

  private LlmCosts costs(LlmBudget budget) {
    PriceTable prices =
        PriceTable.of(
            "t", LocalDate.parse("2026-01-01"), "s", List.of(Price.of("acme", "m", "1", "1")));
    return LlmCosts.create(
        registry, LlmCostOptions.standard().withPrices(prices).withBudget(budget).withClock(clock));
  }

  private double spent(String period) throws Exception {
    return Page.of(registry).value("tta_llm_budget_spent_dollars", "period", period).orElseThrow();
  }
}
