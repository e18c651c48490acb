package lampas.workflow.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PriceTableTest {
  private static final LocalDate DAY = LocalDate.parse("2026-01-31");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void theLongestPrefixCountsWhateverTheOrder() {
    Price shortest = Price.of("openai", "gpt", "1", "1");
    Price longer = Price.of("openai", "gpt-4o", "2", "2");
    Price longest = Price.of("openai", "gpt-4o-mini", "3", "3");
    for (List<Price> order :
        List.of(List.of(shortest, longer, longest), List.of(longest, longer, shortest))) {
      PriceTable table = table(order);

      assertThat(table.price("openai", "gpt-4o-mini-2024-07-18", NOW)).contains(longest);
      assertThat(table.price("openai", "gpt-4o-2024-08-06", NOW)).contains(longer);
      assertThat(table.price("openai", "gpt-3.5", NOW)).contains(shortest);
      assertThat(table.price("openai", "gp", NOW)).isEmpty();
      assertThat(table.price("azure", "gpt-4o", NOW)).isEmpty();
      assertThat(table.price("openai", "my-gpt-4o", NOW)).isEmpty();
    }
  }

  @Test
  void upperAndLowerCaseDoNotMatter() {
    Price price = Price.of("OpenAI", "GPT-4o", "2", "2");

    assertThat(table(List.of(price)).price("openai", "gpt-4O-mini", NOW)).contains(price);
  }

  @Test
  void aUsersEntryWinsEvenIfItsPrefixIsShorter() {
    PriceTable builtIn = table(List.of(Price.of("openai", "gpt-4o-mini", "3", "3")));
    Price own = Price.of("openai", "gpt", "0.5", "0.5");
    PriceTable both = table(List.of(own)).over(builtIn);

    assertThat(both.price("openai", "gpt-4o-mini", NOW)).contains(own);
    assertThat(both.prices()).hasSize(2);
  }

  @Test
  void whereAUserSaysNothingTheTableUnderneathCounts() {
    Price known = Price.of("openai", "gpt-4o", "3", "3");
    PriceTable builtIn = table(List.of(known));
    PriceTable first = table(List.of(Price.of("acme", "a", "1", "1")));
    PriceTable second =
        table(List.of(Price.of("openai", "gpt", "9", "9").from(LocalDate.parse("2026-03-02"))));

    assertThat(first.over(second).over(builtIn).price("openai", "gpt-4o", NOW)).contains(known);
    assertThat(second.over(builtIn).price("openai", "gpt-4o", NOW.plusSeconds(86_400)))
        .map(Price::input)
        .contains(new BigDecimal("9"));
  }

  @Test
  void aDatedUseHasThePriceOfItsDay() {
    Price old = Price.of("a", "m", "2", "2").from(LocalDate.parse("2025-01-01"));
    Price cheaper = Price.of("a", "m", "1", "1").from(LocalDate.parse("2026-01-01"));
    PriceTable table = table(List.of(old, cheaper));

    assertThat(table.price("a", "m", Instant.parse("2024-12-31T23:59:59.999Z"))).isEmpty();
    assertThat(table.price("a", "m", Instant.parse("2025-01-01T00:00:00Z"))).contains(old);
    assertThat(table.price("a", "m", Instant.parse("2025-12-31T23:59:59.999Z"))).contains(old);
    assertThat(table.price("a", "m", Instant.parse("2026-01-01T00:00:00Z"))).contains(cheaper);
  }

  @Test
  void aVersionMayFollowWhereOnlyAVersionMay() {
    PriceTable table =
        table(List.of(Price.of("o", "gpt-4o", "1", "1").withSuffix(ModelSuffix.VERSION)));
    for (String same :
        List.of(
            "gpt-4o",
            "gpt-4o-2024-08-06",
            "gpt-4o-20240806",
            "gpt-4o@20240806",
            "gpt-4o-001",
            "gpt-4o-0613",
            "gpt-4o-latest")) {
      assertThat(table.price("o", same, NOW)).as(same).isPresent();
    }
    for (String other :
        List.of(
            "gpt-4o-mini", "gpt-4o-audio-preview", "gpt-4o-1", "gpt-4o1", "gpt-4o-", "gpt-4o\n")) {
      assertThat(table.price("o", other, NOW)).as(other).isEmpty();
    }
    assertThat(
            table(List.of(Price.of("o", "o1", "1", "1").withSuffix(ModelSuffix.NONE)))
                .price("o", "o1-2024-12-17", NOW))
        .isEmpty();
  }

  @Test
  void aPriceIsCheckedAndItsCostIsExact() {
    Price price = Price.of("a", "m", "0.0025", "0.01").withCachedInput("0.00125");
    LlmUsage usage = LlmUsage.of("a", "m").withInputIncludingCached(1_000, 400).withOutput(100);

    /* 600 * 2.5 + 400 * 1.25 + 100 * 10 millionths. */
    assertThat(price.cost(usage)).contains(0.003);
    assertThat(price.cost(LlmUsage.of("a", "m").withInput(3).withOutput(7)).orElse(0.0))
        .isCloseTo(7.75e-5, Offset.offset(1e-19));
    assertThat(price.cost(LlmUsage.of("a", "m").withInput(3))).isEmpty();
    assertThat(Price.of("a", "m", "1", "1").cost(usage)).isEqualTo(Optional.empty());
    assertThat(
            Price.of("a", "m", "1", "1")
                .cost(LlmUsage.of("a", "m").withInputAndCached(5, 0).withOutput(5)))
        .contains(0.01);
    wrong(() -> Price.of("a", "m", "-1", "1"), "input: -1");
    wrong(() -> Price.of("a", "m", "1", "1001"), "output: 1001");
    wrong(() -> Price.of("a", "m", "1", "1").withCachedInput("1e9"), "cached input: 1E+9");
  }

  private static PriceTable table(List<Price> prices) {
    return PriceTable.of("test", DAY, "nowhere", prices);
  }

  private static void wrong(Runnable price, String what) {
    assertThatThrownBy(price::run)
        .isInstanceOfSatisfying(
            WorkflowException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USER))
        .hasMessage("price " + what + " (expected: 0 to 1000 dollars for 1,000 tokens)");
  }
}
