package lampas.workflow.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import lampas.metrics.Registry;
import lampas.metrics.exposition.Format;
import lampas.workflow.cost.LlmCosts;
import lampas.workflow.langchain4j.ScriptedModel.Answer;
import lampas.workflow.langchain4j.ScriptedModel.Chat;
import org.junit.jupiter.api.Test;

class LlmCostListenerTest {
  private static final String GPT = "{model=\"gpt-4o-2024-08-06\",provider=\"openai\"";

  private final Registry registry = Registry.create();
  private final LlmCosts costs = LlmCosts.create(registry);
  private final LlmCostListener listener = LlmCostListener.of(costs);

  @Test
  void aCallIsChargedForTheModelThatAnswered() throws Exception {
    Chat model = chat(() -> new Answer("gpt-4o-2024-08-06", new TokenUsage(1_000, 100)));
    assertThat(model.chat("Is it so?")).isEqualTo("yes");

    assertThat(page())
        .contains(
            "tta_llm_calls_total" + GPT + ",status=\"success\"} 1",
            "tta_llm_tokens_total" + GPT + ",type=\"input\"} 1000",
            "tta_llm_tokens_total" + GPT + ",type=\"output\"} 100",
            "tta_llm_cost_total" + GPT + "} 0.0035");
  }

  @Test
  void aReaderOfAProvidersOwnUsageKnowsWhatWasCached() throws Exception {
    LlmCostListener reading =
        LlmCostListener.of(
            costs,
            (call, usage) ->
                usage instanceof OpenAiTokenUsage own
                    ? call.withInputIncludingCached(
                            own.inputTokenCount(), own.inputTokensDetails().cachedTokens())
                        .withOutput(own.outputTokenCount())
                    : TokenUsageReader.CORE.read(call, usage));
    Supplier<Answer> answer =
        () -> new Answer("gpt-4o-2024-08-06", new OpenAiTokenUsage(1_000, 100, 400));
    new Chat(ModelProvider.OPEN_AI, "gpt-4o", reading, answer).chat("Is it so?");

    assertThat(page())
        .contains(
            "tta_llm_tokens_total" + GPT + ",type=\"input\"} 600",
            "tta_llm_tokens_total" + GPT + ",type=\"cached_input\"} 400",
            "tta_llm_cost_total" + GPT + "} 0.003");
  }

  @Test
  void whereTheAnswerDoesNotSayItIsTheModelThatWasAskedFor() throws Exception {
    chat(() -> new Answer(null, new TokenUsage(1_000, 100))).chat("Is it so?");

    assertThat(page()).contains("tta_llm_cost_total{model=\"gpt-4o\",provider=\"openai\"} 0.0035");
  }

  @Test
  void tokensThatTheProviderDidNotSayAreUnknown() throws Exception {
    chat(() -> new Answer("gpt-4o-2024-08-06", null)).chat("Is it so?");
    chat(() -> new Answer("gpt-4o-2024-08-06", new TokenUsage(7))).chat("Is it so?");

    assertThat(page())
        .contains(
            "tta_llm_unknown_usage_total" + GPT + "} 2",
            "tta_llm_tokens_total" + GPT + ",type=\"input\"} 7")
        .noneMatch(line -> line.startsWith("tta_llm_cost_total{"));
  }

  @Test
  void aFailureIsCountedByItsKindAndReachesTheCaller() throws Exception {
    RateLimitException limited = new RateLimitException("slow down");
    Chat refused =
        chat(() -> {
          throw limited;
        });
    Chat slow =
        chat(() -> {
          throw new TimeoutException("10 s");
        });

    assertThatThrownBy(() -> refused.chat("Is it so?")).isSameAs(limited);
    assertThatThrownBy(() -> slow.chat("Is it so?")).isInstanceOf(TimeoutException.class);
    String calls = "tta_llm_calls_total{model=\"gpt-4o\",provider=\"openai\",status=";
    assertThat(page())
        .contains(calls + "\"failure\"} 1", calls + "\"timeout\"} 1")
        .noneMatch(line -> line.startsWith("tta_llm_unpriced_total{"))
        .noneMatch(line -> line.startsWith("tta_llm_unknown_usage_total{"));
  }

  @Test
  void streamsAreCountedWhenTheyAreOver() throws Exception {
    var model =
        new ScriptedModel.Streaming(
            ModelProvider.OPEN_AI,
            "gpt-4o",
            listener,
            () -> new Answer("gpt-4o-2024-08-06", new TokenUsage(1_000, 100)));
    var failing =
        new ScriptedModel.Streaming(
            ModelProvider.OPEN_AI,
            "gpt-4o",
            listener,
            () -> {
              throw new IllegalStateException("broken");
            });
    model.chat("Is it so?", new Ignoring());
    failing.chat("Is it so?", new Ignoring());

    assertThat(page())
        .contains(
            "tta_llm_cost_total" + GPT + "} 0.0035",
            "tta_llm_calls_total{model=\"gpt-4o\",provider=\"openai\",status=\"failure\"} 1");
  }

  @Test
  void anEmbeddingIsChargedForItsInput() throws Exception {
    new ScriptedModel.Embeddings("text-embedding-3-small", () -> new TokenUsage(1_000_000))
        .with(listener)
        .embed("a text");
    assertThatThrownBy(() ->
            new ScriptedModel.Embeddings(
                    "text-embedding-3-small",
                    () -> {
                      throw new IllegalStateException("broken");
                    })
                .with(listener)
                .embed("a text"))
        .hasMessage("broken");

    String small = "{model=\"text-embedding-3-small\",provider=\"openai\"";
    assertThat(page())
        .contains(
            "tta_llm_cost_total" + small + "} 0.02",
            "tta_llm_calls_total" + small + ",status=\"failure\"} 1")
        .noneMatch(line -> line.startsWith("tta_llm_unknown_usage_total{"));
  }

  @Test
  void aReaderThatThrowsIsCountedAndTheAnswerArrives() throws Exception {
    LlmCostListener broken =
        LlmCostListener.of(
            costs,
            (call, usage) -> {
              throw new IllegalStateException("broken");
            });
    Chat model =
        new Chat(
            ModelProvider.OPEN_AI,
            "gpt-4o",
            broken,
            () -> new Answer("gpt-4o", new TokenUsage(1, 1)));

    assertThat(model.chat("Is it so?")).isEqualTo("yes");
    assertThat(page()).contains("tta_llm_recording_failures_total 1");
  }

  @Test
  void everyProviderHasAName() {
    assertThat(Arrays.stream(ModelProvider.values()).map(Providers::name))
        .allMatch(name -> name.matches("[a-z0-9_.]+"))
        .contains("openai", "anthropic", "mistral_ai", "ollama", "other");
  }

  private static final class Ignoring implements StreamingChatResponseHandler {
    @Override
    public void onCompleteResponse(ChatResponse response) {}

    @Override
    public void onError(Throwable error) {}
  }

  private Chat chat(Supplier<Answer> answer) {
    return new Chat(ModelProvider.OPEN_AI, "gpt-4o", listener, answer);
  }

  private List<String> page() throws Exception {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    registry.write(Format.TEXT, page);
    return page.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
