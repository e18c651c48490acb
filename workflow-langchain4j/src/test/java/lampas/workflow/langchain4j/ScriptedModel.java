package lampas.workflow.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Models that answer what they are told to; LangChain4j itself tells their listeners. */
final class ScriptedModel {
  private ScriptedModel() {}

  /** What a model answers: the name that it gives itself, and its tokens. */
  record Answer(@Nullable String model, @Nullable TokenUsage usage) {
    ChatResponse response() {
      ChatResponse.Builder builder = ChatResponse.builder().aiMessage(AiMessage.from("yes"));
      if (model != null) {
        builder.modelName(model);
      }
      if (usage != null) {
        builder.tokenUsage(usage);
      }
      return builder.build();
    }
  }

  /** A chat model that was configured to ask for a model. */
  record Chat(
      ModelProvider provider, String asked, LlmCostListener listener, Supplier<Answer> answer)
      implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return answer.get().response();
    }

    @Override
    public List<ChatModelListener> listeners() {
      return List.of(listener);
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
      return ChatRequestParameters.builder().modelName(asked).build();
    }
  }

  /** The same, word by word. */
  record Streaming(
      ModelProvider provider, String asked, LlmCostListener listener, Supplier<Answer> answer)
      implements StreamingChatModel {
    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
      try {
        ChatResponse response = answer.get().response();
        handler.onPartialResponse("yes");
        handler.onCompleteResponse(response);
      } catch (RuntimeException e) {
        handler.onError(e);
      }
    }

    @Override
    public List<ChatModelListener> listeners() {
      return List.of(listener);
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
      return ChatRequestParameters.builder().modelName(asked).build();
    }
  }

  /** An embedding model. */
  record Embeddings(String modelName, Supplier<TokenUsage> usage) implements EmbeddingModel {
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
      return Response.from(
          segments.stream().map(segment -> Embedding.from(new float[] {1})).toList(), usage.get());
    }

    @Override
    public ModelProvider provider() {
      return ModelProvider.OPEN_AI;
    }

    EmbeddingModel with(EmbeddingModelListener listener) {
      return addListener(listener);
    }
  }
}
