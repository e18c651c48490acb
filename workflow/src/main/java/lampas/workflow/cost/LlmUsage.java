package lampas.workflow.cost;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one call of a language model used, as its provider said it.
 *
 * <p>Never throws on what a provider says: a blank name is {@code unknown}, a count below 0 is not
 * known.
 *
 * @param provider who answered, for example {@code openai}
 * @param model which model answered, for example {@code gpt-4o-2024-08-06}
 * @param input tokens that were read and not from a cache; empty if nobody said
 * @param cachedInput tokens that were read from a cache, not among {@code input}; empty if nobody
 *     said, and then none is charged
 * @param output tokens that were written; empty if nobody said
 * @param at when it was; empty for now
 */
public record LlmUsage(
    String provider,
    String model,
    OptionalLong input,
    OptionalLong cachedInput,
    OptionalLong output,
    Optional<Instant> at) {
  private static final String UNKNOWN = "unknown";

  public LlmUsage {
    provider = provider.isBlank() ? UNKNOWN : provider;
    model = model.isBlank() ? UNKNOWN : model;
    input = known(input);
    cachedInput = known(cachedInput);
    output = known(output);
    Objects.requireNonNull(at, "at");
  }

  /** A call of which nothing is known but whose it was. */
  public static LlmUsage of(String provider, String model) {
    return new LlmUsage(
        provider,
        model,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }

  /** Input of which the provider does not say how much was cached: all is charged in full. */
  public LlmUsage withInput(long tokens) {
    return withInput(OptionalLong.of(tokens), OptionalLong.empty());
  }

  /**
   * Input as OpenAI says it: cached tokens are among all, and are taken out here.
   *
   * <p>More cached tokens than there are makes no sense: then nothing is known of the input.
   */
  public LlmUsage withInputIncludingCached(long all, long cached) {
    boolean sensible = cached >= 0 && cached <= all;
    return sensible
        ? withInput(OptionalLong.of(all - cached), OptionalLong.of(cached))
        : withInput(OptionalLong.empty(), OptionalLong.empty());
  }

  /** Input as Anthropic says it: cached tokens are counted apart. */
  public LlmUsage withInputAndCached(long uncached, long cached) {
    return withInput(OptionalLong.of(uncached), OptionalLong.of(cached));
  }

  public LlmUsage withOutput(long tokens) {
    return new LlmUsage(provider, model, input, cachedInput, OptionalLong.of(tokens), at);
  }

  public LlmUsage at(Instant time) {
    return new LlmUsage(provider, model, input, cachedInput, output, Optional.of(time));
  }

  /** Whether it is known how much there is to charge. */
  public boolean isKnown() {
    return input.isPresent() && output.isPresent();
  }

  private LlmUsage withInput(OptionalLong input, OptionalLong cachedInput) {
    return new LlmUsage(provider, model, input, cachedInput, output, at);
  }

  private static OptionalLong known(OptionalLong count) {
    return count.isPresent() && count.getAsLong() < 0 ? OptionalLong.empty() : count;
  }
}
