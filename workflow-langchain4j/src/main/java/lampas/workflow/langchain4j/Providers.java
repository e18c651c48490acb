package lampas.workflow.langchain4j;

import dev.langchain4j.model.ModelProvider;
import java.util.Locale;

/**
 * What providers are called in labels and price tables: as OpenTelemetry's {@code
 * gen_ai.provider.name} where it has a name for them, else LangChain4j's name in lower case.
 *
 * <p>Source: OpenTelemetry semantic conventions, generative AI, registry of attributes.
 */
public final class Providers {
  private Providers() {}

  /** The name, for example {@code openai}, {@code azure.ai.openai}, {@code gcp.gemini}. */
  public static String name(ModelProvider provider) {
    /* With a default: LangChain4j adds providers. */
    return switch (provider) {
      case OPEN_AI -> "openai";
      case ANTHROPIC -> "anthropic";
      case AMAZON_BEDROCK -> "aws.bedrock";
      case AZURE_OPEN_AI -> "azure.ai.openai";
      case MICROSOFT_FOUNDRY -> "azure.ai.inference";
      case GOOGLE_AI_GEMINI, GOOGLE_GENAI -> "gcp.gemini";
      case GOOGLE_VERTEX_AI_GEMINI, GOOGLE_VERTEX_AI_ANTHROPIC -> "gcp.vertex_ai";
      case WATSONX -> "ibm.watsonx.ai";
      default -> provider.name().toLowerCase(Locale.ROOT);
    };
  }
}
