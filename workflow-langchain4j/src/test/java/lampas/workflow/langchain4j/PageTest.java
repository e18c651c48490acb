package lampas.workflow.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.ChatModel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lampas.metrics.Registry;
import lampas.metrics.exposition.Format;
import lampas.workflow.cost.LlmCosts;
import org.junit.jupiter.api.Test;

/** The sample of the page docs/llm-cost.md. */
class PageTest {
  private final Registry registry = Registry.create();

  @Test
  void theSampleChargesCachedTokensOnce() throws Exception {
    // Page begins
    LlmCosts costs = LlmCosts.create(registry);
    LlmCostListener listener =
        LlmCostListener.of(
            costs,
            (call, usage) ->
                usage instanceof OpenAiTokenUsage openAi
                    ? call.withInputIncludingCached(
                            openAi.inputTokenCount(), openAi.inputTokensDetails().cachedTokens())
                        .withOutput(openAi.outputTokenCount())
                    : TokenUsageReader.CORE.read(call, usage));
    ChatModel model = model(List.of(listener));
    // Page ends
    assertThat(model.chat("Is it so?")).isEqualTo("yes");

    ByteArrayOutputStream page = new ByteArrayOutputStream();
    registry.write(Format.TEXT, page);
    assertThat(page.toString(StandardCharsets.UTF_8))
        .contains("\ntta_llm_cost_total{model=\"gpt-4o-2024-08-06\",provider=\"openai\"} 0.003\n");
  }

  @Test
  void thePageShowsThisVeryCode() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/lampas/workflow/langchain4j/PageTest.java"));
    String begin = "    // Page begins\n";
    String sample =
        source.substring(
            source.indexOf(begin) + begin.length(), source.indexOf("    // Page ends\n"));

    assertThat(Files.readString(Path.of("../docs/llm-cost.md")))
        .contains("```java\n" + sample.stripTrailing().stripIndent() + "\n```");
  }

  private static ChatModel model(List<LlmCostListener> listeners) {
    return new ScriptedModel.Chat(
        ModelProvider.OPEN_AI,
        "gpt-4o",
        listeners.getFirst(),
        () -> new ScriptedModel.Answer("gpt-4o-2024-08-06", new OpenAiTokenUsage(1_000, 100, 400)));
  }
}
