package lampas.examples.agents.load;

import java.math.BigDecimal;
import java.util.Optional;

/** What the load itself knows of prices, so that it does not trust what it checks. */
final class Pricing {
  private static final String PROVIDER = "pretended";

  /** A model that is asked. */
  enum Model {
    TINY("tiny-1", "0.00015", "0.0006"),
    GRAND("grand-1", "0.0025", "0.01"),
    /** One that no price table has, so its calls are counted and cost nobody knows what. */
    UNLISTED("unlisted-1", "", "");

    private final String id;
    private final String inputPer1k;
    private final String outputPer1k;

    Model(String id, String inputPer1k, String outputPer1k) {
      this.id = id;
      this.inputPer1k = inputPer1k;
      this.outputPer1k = outputPer1k;
    }

    String id() {
      return id;
    }

    /** Tokens times price; empty if there is none. */
    Optional<BigDecimal> dollars(long inputTokens, long outputTokens) {
      return inputPer1k.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new BigDecimal(inputPer1k)
                  .multiply(BigDecimal.valueOf(inputTokens))
                  .add(new BigDecimal(outputPer1k).multiply(BigDecimal.valueOf(outputTokens)))
                  .movePointLeft(3));
    }

    String costSeries() {
      return "tta_llm_cost_total{" + labels() + "}";
    }

    String unpricedSeries() {
      return "tta_llm_unpriced_total{" + labels() + "}";
    }

    String callSeries() {
      return "tta_llm_calls_total{" + labels() + ",status=\"success\"}";
    }

    String tokenSeries(String type) {
      return "tta_llm_tokens_total{" + labels() + ",type=\"" + type + "\"}";
    }

    private String labels() {
      return "service=\"workers\",model=\"" + id + "\",provider=\"" + PROVIDER + "\"";
    }
  }

  private Pricing() {}
}
