package lampas.examples.agents.workflows;

/** Hears what each call of a language model used; the seam for counting costs. */
@FunctionalInterface
interface ModelCosts {
  void used(String provider, String model, long inputTokens, long outputTokens);
}
