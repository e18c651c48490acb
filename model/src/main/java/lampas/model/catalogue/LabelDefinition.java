package lampas.model.catalogue;

import java.util.Objects;

/**
 * One label of a metric.
 *
 * @param name not beginning with two underscores; a legacy name, unless the metric's is unusual
 * @param domain which values it may have
 */
public record LabelDefinition(String name, LabelDomain domain) {
  public LabelDefinition {
    Objects.requireNonNull(domain, "domain");
    if (name.isBlank()) {
      throw new DefinitionException("label name: \"" + name + "\" (expected: not blank)");
    }
    if (name.startsWith("__")) {
      throw new DefinitionException(
          "label name: \"" + name + "\" is reserved (expected: no leading double underscore)");
    }
  }
}
