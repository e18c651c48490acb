package lampas.workflow.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;

/**
 * What the tokens of a model cost from some day on, in US dollars for each 1,000.
 *
 * @param provider who charges; upper and lower case do not matter
 * @param model the beginning of the model's name; upper and lower case do not matter
 * @param suffix what may follow in the name
 * @param from the first day, in UTC, on which the price holds
 * @param input for input tokens that are not cached
 * @param output for output tokens
 * @param cachedInput for input tokens from a cache; empty if no such price is known
 */
public record Price(
    String provider,
    String model,
    ModelSuffix suffix,
    LocalDate from,
    BigDecimal input,
    BigDecimal output,
    Optional<BigDecimal> cachedInput) {
  static final BigDecimal HIGHEST = BigDecimal.valueOf(1_000);

  private static final double TOKENS = 1_000;

  /**
   * Checks the price.
   *
   * @throws WorkflowException USER if a name is blank, or an amount is below 0 or above 1,000
   */
  public Price {
    require(!provider.isBlank(), "provider: blank (expected: a name)");
    require(!model.isBlank(), "model: blank (expected: the beginning of a name)");
    Objects.requireNonNull(suffix, "suffix");
    Objects.requireNonNull(from, "from");
    requireAmount("input", input);
    requireAmount("output", output);
    cachedInput.ifPresent(amount -> requireAmount("cached input", amount));
  }

  /** A price of all models whose names begin so, at all times, without one for cached input. */
  public static Price of(String provider, String model, String input, String output) {
    return new Price(
        provider,
        model,
        ModelSuffix.ANY,
        LocalDate.EPOCH,
        new BigDecimal(input),
        new BigDecimal(output),
        Optional.empty());
  }

  public Price withCachedInput(String amount) {
    return new Price(
        provider, model, suffix, from, input, output, Optional.of(new BigDecimal(amount)));
  }

  public Price withSuffix(ModelSuffix suffix) {
    return new Price(provider, model, suffix, from, input, output, cachedInput);
  }

  public Price from(LocalDate day) {
    return new Price(provider, model, suffix, day, input, output, cachedInput);
  }

  /**
   * What so much use costs, in US dollars; empty if the use is not known, or if there are cached
   * tokens without a price.
   *
   * <p>Prices are exact decimals; the product is a double, right to 15 digits.
   */
  public Optional<Double> cost(LlmUsage usage) {
    long cached = usage.cachedInput().orElse(0);
    if (!usage.isKnown() || (cached > 0 && cachedInput.isEmpty())) {
      return Optional.empty();
    }
    double forCached = cachedInput.map(amount -> cached * amount.doubleValue()).orElse(0.0);
    return Optional.of(
        (usage.input().getAsLong() * input.doubleValue()
                + usage.output().getAsLong() * output.doubleValue()
                + forCached)
            / TOKENS);
  }

  /** Whether it is one of the model, whatever the day. */
  boolean isOf(String provider, String model) {
    return this.provider.equalsIgnoreCase(provider)
        && model.regionMatches(true, 0, this.model, 0, this.model.length())
        && suffix.allows(model, this.model.length());
  }

  private static void requireAmount(String what, BigDecimal amount) {
    require(
        isAmount(amount),
        what + ": " + amount + " (expected: 0 to " + HIGHEST + " dollars for 1,000 tokens)");
  }

  static boolean isAmount(BigDecimal amount) {
    return amount.signum() >= 0 && amount.compareTo(HIGHEST) <= 0;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new WorkflowException(ErrorKind.USER, "price " + message);
    }
  }
}
