package lampas.workflow.cost;

import java.util.regex.Pattern;

/** What may follow in the name of a model to which a price applies. */
public enum ModelSuffix {
  /** Anything: the price is one of a prefix. */
  ANY(".*"),
  /**
   * Nothing, or which version it is: a date ({@code -2024-08-06}, {@code -20241022},
   * {@code @20241022}), three or four digits ({@code -001}, {@code -0613}), or {@code -latest}. A
   * variant such as {@code -audio-preview} has another price and does not match.
   */
  VERSION("([-@](\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{3,4}|latest))?"),
  /** Nothing: the name is the whole one. */
  NONE("");

  private final Pattern rest;

  ModelSuffix(String rest) {
    this.rest = Pattern.compile(rest, Pattern.DOTALL);
  }

  boolean allows(String model, int prefixLength) {
    return rest.matcher(model).region(prefixLength, model.length()).matches();
  }
}
