package lampas.workflow.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import lampas.metrics.Registry;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page docs/llm-cost.md: its samples are compiled and run, its names are those of the code. */
class CostPageTest {
  private static final Path PAGE = Path.of("../docs/llm-cost.md");

  @TempDir private Path folder;

  @Test
  void theSampleChargesACall() throws Exception {
    Path ours = folder.resolve("our-prices.json");
    Files.writeString(ours, block("json"));
    // Page begins
    Registry registry = Registry.create();
    LlmCosts costs =
        LlmCosts.create(
            registry,
            LlmCostOptions.standard()
                .withPrices(PriceTable.read(ours).over(PriceTable.builtIn()))
                .withBudget(LlmBudget.aDay(50)));
    costs.expect("openai", "gpt-4o-2024-08-06");

    costs.record(
        LlmUsage.of("openai", "gpt-4o-2024-08-06")
            .withInputIncludingCached(1_000, 400)
            .withOutput(100));
    // Page ends

    Page page = Page.of(registry);
    assertThat(page.value("tta_llm_cost_total", "model", "gpt-4o-2024-08-06", "provider", "openai"))
        .hasValue(0.003);
    assertThat(page.all("tta_llm_budget_spent_dollars")).hasSize(1).containsValue(0.003);
    costs.record(LlmUsage.of("acme", "house-model-2").withInput(1_000).withOutput(0));
    assertThat(page(registry, "house-model-2")).hasValue(0.0004);
  }

  @Test
  void thePageShowsThisVeryCode() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/lampas/workflow/cost/CostPageTest.java"));
    String begin = "    // Page begins\n";
    String sample =
        source.substring(
            source.indexOf(begin) + begin.length(), source.indexOf("    // Page ends\n"));

    assertThat(Files.readString(PAGE))
        .contains("```java\n" + sample.stripTrailing().stripIndent() + "\n```");
  }

  @Test
  void thePageHasEveryNameWithItsLabels() throws Exception {
    Registry registry = Registry.create();
    LlmCosts.create(registry, LlmCostOptions.standard().withBudget(LlmBudget.aDay(1)));
    List<String> rows =
        registry.catalogue().definitions().stream()
            .filter(definition -> definition.name().startsWith("tta_llm_"))
            .map(CostPageTest::row)
            .toList();

    assertThat(rows).hasSize(9);
    assertThat(Files.readAllLines(PAGE)).containsAll(rows);
  }

  @Test
  void thePageHasEveryModelOfTheBuiltInTable() throws Exception {
    String page = Files.readString(PAGE);
    PriceTable table = PriceTable.builtIn();

    assertThat(page).contains(table.date().toString());
    assertThat(table.prices())
        .allSatisfy(price -> assertThat(page).contains("`" + price.model() + "`"));
  }

  private static OptionalDouble page(Registry registry, String model) throws Exception {
    return Page.of(registry).value("tta_llm_cost_total", "model", model, "provider", "acme");
  }

  private static String block(String language) throws Exception {
    String page = Files.readString(PAGE);
    String begin = "```" + language + "\n";
    int start = page.indexOf(begin) + begin.length();
    return page.substring(start, page.indexOf("```", start));
  }

  private static String row(MetricDefinition definition) {
    String labels =
        definition.labelNames().stream()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |"
        .formatted(
            definition.name(),
            definition.kind().name().toLowerCase(Locale.ROOT),
            labels,
            definition.help());
  }
}
