package lampas.server.proxy.upstream;

import lampas.model.label.LabelNames;

/**
 * Names of labels in paths: legacy ones as they are, others escaped, so that no path can be made of
 * a name.
 *
 * <p>Source: "Querying label values" in the documentation of Prometheus's HTTP API.
 */
final class LabelPath {
  private LabelPath() {}

  static String encode(String name) {
    if (LabelNames.isLegacyLabelName(name) && !name.startsWith("U__")) {
      return name;
    }
    StringBuilder out = new StringBuilder("U__");
    name.codePoints()
        .forEach(c -> {
          if (c == '_') {
            out.append("__");
          } else if (c < 128 && Character.isLetterOrDigit(c)) {
            out.appendCodePoint(c);
          } else {
            out.append('_').append(Integer.toHexString(c)).append('_');
          }
        });
    return out.toString();
  }
}
