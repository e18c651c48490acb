package lampas.workflow.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuiltInPricesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final PriceTable table = PriceTable.builtIn();

  @Test
  void theTableIsDatedAndSaysWhereItIsFrom() {
    assertThat(table.version()).isEqualTo("2025-11-30");
    assertThat(table.date()).isEqualTo("2025-11-30");
    assertThat(table.source()).contains("https://");
    assertThat(table.prices()).hasSizeGreaterThan(20);
  }

  @Test
  void eachPriceIsTheOneOfItsOwnModelAndNotOfItsVariants() {
    for (Price price : table.prices()) {
      Instant first = price.from().atStartOfDay(ZoneOffset.UTC).toInstant();

      assertThat(table.price(price.provider(), price.model(), first)).contains(price);
      assertThat(price.from()).isBeforeOrEqualTo(table.date());
      assertThat(price.suffix()).isNotEqualTo(ModelSuffix.ANY);
      assertThat(table.price(price.provider(), price.model() + "-audio-preview", NOW)).isEmpty();
    }
  }

  @Test
  void someThatEverybodyCanCheck() {
    assertPrice("openai", "gpt-4o-2024-08-06", "2.50", "10", "1.25");
    assertPrice("openai", "gpt-4o-mini", "0.15", "0.60", "0.075");
    assertPrice("openai", "gpt-4.1-2025-04-14", "2", "8", "0.50");
    assertPrice("anthropic", "claude-3-5-sonnet-20241022", "3", "15", "0.30");
    assertPrice("anthropic", "claude-sonnet-4-20250514", "3", "15", "0.30");
    assertPrice("anthropic", "claude-sonnet-4-5-20250929", "3", "15", "0.30");
    assertPrice("anthropic", "claude-3-haiku-20240307", "0.25", "1.25", "0.03");
  }

  @Test
  void whatIsNotInTheTableHasNoPrice() {
    for (String model :
        List.of("gpt-4o-audio-preview", "gpt-5-pro", "o1-mini", "gpt-4-32k", "llama3", "")) {
      assertThat(table.price("openai", model, NOW)).as(model).isEmpty();
    }
    assertThat(table.price("anthropic", "claude-opus-4-9", NOW)).isEmpty();
    assertThat(table.price("azure.ai.openai", "gpt-4o", NOW)).isEmpty();
  }

  private void assertPrice(
      String provider, String model, String input, String output, String cachedInput) {
    Optional<Price> price = table.price(provider, model, NOW);

    assertThat(price.map(Price::input)).contains(ofMillion(input));
    assertThat(price.map(Price::output)).contains(ofMillion(output));
    assertThat(price.flatMap(Price::cachedInput)).contains(ofMillion(cachedInput));
  }

  /* Providers say dollars for a million tokens. */
  private static BigDecimal ofMillion(String dollars) {
    return new BigDecimal(dollars).movePointLeft(3).stripTrailingZeros();
  }
}
