package lampas.workflow.langchain4j;

import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelErrorContext;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.listener.EmbeddingModelResponseContext;
import dev.langchain4j.model.output.TokenUsage;
import lampas.workflow.cost.LlmCosts;
import lampas.workflow.cost.LlmUsage;
import lampas.workflow.outcome.ExecutionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Counts what models use and cost: chat, streaming chat and embedding models.
 *
 * <p>The model is the one that answered; the one that was asked for if the answer does not say, and
 * if the call failed. Providers are named as in {@link Providers}. Never throws. Thread-safe.
 */
public final class LlmCostListener implements ChatModelListener, EmbeddingModelListener {
  private final LlmCosts costs;
  private final TokenUsageReader reader;

  private LlmCostListener(LlmCosts costs, TokenUsageReader reader) {
    this.costs = costs;
    this.reader = reader;
  }

  /** A listener that knows of input and output, {@link TokenUsageReader#CORE}. */
  public static LlmCostListener of(LlmCosts costs) {
    return of(costs, TokenUsageReader.CORE);
  }

  /** A listener that knows more of what a provider says. */
  public static LlmCostListener of(LlmCosts costs, TokenUsageReader reader) {
    return new LlmCostListener(costs, reader);
  }

  @Override
  public void onResponse(ChatModelResponseContext context) {
    costs.record(() -> {
      String model = model(context.chatResponse().modelName(), context.chatRequest().modelName());
      LlmUsage call = LlmUsage.of(Providers.name(context.modelProvider()), model);
      TokenUsage usage = context.chatResponse().tokenUsage();
      return usage == null ? call : reader.read(call, usage);
    });
  }

  @Override
  public void onError(ChatModelErrorContext context) {
    costs.failed(
        Providers.name(context.modelProvider()),
        model(null, context.chatRequest().modelName()),
        status(context.error()));
  }

  /** Counts an embedding, which has no output and so no tokens of it. */
  @Override
  public void onResponse(EmbeddingModelResponseContext context) {
    costs.record(() -> {
      String answered = context.embeddingResponse().modelName();
      String model = model(answered, context.embeddingModel().modelName());
      LlmUsage call = LlmUsage.of(Providers.name(context.modelProvider()), model).withOutput(0);
      TokenUsage usage = context.embeddingResponse().tokenUsage();
      Integer input = usage == null ? null : usage.inputTokenCount();
      return input == null ? call : call.withInput(input);
    });
  }

  @Override
  public void onError(EmbeddingModelErrorContext context) {
    costs.failed(
        Providers.name(context.modelProvider()),
        model(null, context.embeddingModel().modelName()),
        status(context.error()));
  }

  private static String model(@Nullable String answered, @Nullable String asked) {
    if (answered != null && !answered.isBlank()) {
      return answered;
    }
    return asked == null ? "" : asked;
  }

  private static ExecutionStatus status(Throwable error) {
    return error instanceof TimeoutException ? ExecutionStatus.TIMEOUT : ExecutionStatus.of(error);
  }
}
