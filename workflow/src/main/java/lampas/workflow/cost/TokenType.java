package lampas.workflow.cost;

/**
 * What a token was; the value of the label {@code type}, in lower case. No token is two of them.
 */
public enum TokenType {
  /** Read by the model, and charged at the full price. */
  INPUT,
  /** Written by the model, its reasoning included. */
  OUTPUT,
  /** Read by the model from its cache. */
  CACHED_INPUT
}
