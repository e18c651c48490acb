package lampas.model.catalogue;

/**
 * A unit of measurement; Prometheus wants base units, spelt out at the end of the metric's name.
 *
 * @param name the unit as it stands in names, for example {@code seconds}; empty for no unit
 */
public record Unit(String name) {
  public static final Unit NONE = new Unit("");
  public static final Unit SECONDS = new Unit("seconds");
  public static final Unit BYTES = new Unit("bytes");
  public static final Unit RATIO = new Unit("ratio");
  public static final Unit CELSIUS = new Unit("celsius");
  public static final Unit DOLLARS = new Unit("dollars");

  public Unit {
    if (!name.matches("[a-zA-Z0-9_]*")) {
      throw new DefinitionException(
          "unit: \"" + name + "\" (expected: letters, digits and underscores, such as seconds)");
    }
  }

  public boolean isNone() {
    return name.isEmpty();
  }
}
