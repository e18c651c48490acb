package lampas.promql.reference;

/** A chapter of the reference. */
public enum Section {
  LANGUAGE("Selectors, modifiers and literals", "language.test"),
  OPERATORS("Operators", "operators.test"),
  AGGREGATORS("Aggregation operators", "aggregators.test"),
  FUNCTIONS("Functions", "functions.test");

  private final String title;
  private final String resource;

  Section(String title, String resource) {
    this.title = title;
    this.resource = resource;
  }

  public String title() {
    return title;
  }

  /** The file with the section's examples. */
  String resource() {
    return resource;
  }
}
