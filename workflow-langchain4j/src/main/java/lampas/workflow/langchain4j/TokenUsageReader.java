package lampas.workflow.langchain4j;

import dev.langchain4j.model.output.TokenUsage;
import lampas.workflow.cost.LlmUsage;

/**
 * Reads what a provider says of the tokens of a chat call.
 *
 * <p>LangChain4j's core knows tokens in and out only. What was read from a cache is in the classes
 * of each provider's module, and whether it is among the input differs: with OpenAI it is, with
 * Anthropic it is not.
 */
@FunctionalInterface
public interface TokenUsageReader {
  /** Takes input and output as they are; nothing is known of cached tokens. */
  TokenUsageReader CORE =
      (call, usage) -> {
        Integer input = usage.inputTokenCount();
        Integer output = usage.outputTokenCount();
        LlmUsage read = input == null ? call : call.withInput(input);
        return output == null ? read : read.withOutput(output);
      };

  /** The call with its tokens; what is not said stays unknown. */
  LlmUsage read(LlmUsage call, TokenUsage usage);
}
