package lampas.examples.agents.load;

import java.math.BigDecimal;

/** What the load itself knows of prices, so that nothing that it checks computes them. */
final class Pricing {
  private static final String PROVIDER = "pretended";

  /** A model. */
  enum Model {
    TINY("tiny-1", "0.00015", "0.0006"),
    GRAND("grand-1", "0.0025", "0.01");

    private final String id;
    private final BigDecimal input;
    private final BigDecimal output;

    Model(String id, String inputPer1k, String outputPer1k) {
      this.id = id;
      this.input = new BigDecimal(inputPer1k);
      this.output = new BigDecimal(outputPer1k);
    }

    String id() {
      return id;
    }

    /** Tokens times price. */
    BigDecimal dollars(long inputTokens, long outputTokens) {
      return input
          .multiply(BigDecimal.valueOf(inputTokens))
          .add(output.multiply(BigDecimal.valueOf(outputTokens)))
          .movePointLeft(3);
    }

    String costSeries() {
      return "tta_llm_cost_total{" + labels() + "}";
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
