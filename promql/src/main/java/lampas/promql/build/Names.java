package lampas.promql.build;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lampas.model.label.LabelNames;
import lampas.promql.syntax.StringText;

/** Checks the texts that users give. */
final class Names {
  private Names() {}

  /** A name that a result may get as a label. */
  static String newLabel(String what, String name) {
    if (!LabelNames.isLegacyLabelName(name) || name.startsWith("__")) {
      throw new BuildException(
          "%s: label name %s (expected: letters, digits and underscores, not reserved)"
              .formatted(what, StringText.quote(name)));
    }
    return name;
  }

  /** Names of which none comes twice. */
  static List<String> distinct(String what, Collection<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new BuildException(
            "%s: label %s comes twice (expected: once)".formatted(what, StringText.quote(name)));
      }
      text(what, name);
      if (name.isEmpty()) {
        throw new BuildException(what + ": empty label name (expected: a label name)");
      }
    }
    return List.copyOf(names);
  }

  /* Half a surrogate pair has no UTF-8: it would be printed as another text. */
  static String text(String what, String value) {
    if (!StringText.isValidUtf8(value)) {
      throw new BuildException(
          "%s: %s has half a surrogate pair (expected: whole characters)"
              .formatted(what, StringText.quote(value)));
    }
    return value;
  }
}
