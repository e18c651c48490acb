package lampas.model.catalogue;

import java.util.Objects;
import lampas.model.label.LabelNames;

/**
 * One label of a metric.
 *
 * @param name a legacy label name, not beginning with two underscores
 * @param domain which values it may have
 */
public record LabelDefinition(String name, LabelDomain domain) {
  public LabelDefinition {
    Objects.requireNonNull(domain, "domain");
    if (!LabelNames.isLegacyLabelName(name)) {
      throw new DefinitionException(
          "label name: \"" + name + "\" is illegal (expected: [a-zA-Z_][a-zA-Z0-9_]*)");
    }
    if (name.startsWith("__")) {
      throw new DefinitionException(
          "label name: \"" + name + "\" is reserved (expected: no leading double underscore)");
    }
  }
}
