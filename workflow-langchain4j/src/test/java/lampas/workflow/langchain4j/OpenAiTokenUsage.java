package lampas.workflow.langchain4j;

import dev.langchain4j.model.output.TokenUsage;

/** The shape of the class of that name in LangChain4j's module for OpenAI. */
final class OpenAiTokenUsage extends TokenUsage {
  private final InputTokensDetails details;

  OpenAiTokenUsage(int input, int output, int cached) {
    super(input, output);
    this.details = new InputTokensDetails(cached);
  }

  /** What is known of the input. */
  record InputTokensDetails(Integer cachedTokens) {}

  InputTokensDetails inputTokensDetails() {
    return details;
  }
}
