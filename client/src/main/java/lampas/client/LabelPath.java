package lampas.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import lampas.model.label.LabelNames;

/**
 * A label's name as a path has it, so that no path can be made of a name.
 *
 * <p>A name that is not a legacy one travels as U__ and each other character as _hex_; an
 * underscore doubles. Source: "Querying label values" in the documentation of Prometheus's HTTP
 * API.
 */
public final class LabelPath {
  private LabelPath() {}

  /** The segment of a path for a name. */
  public static String of(String name) {
    if (LabelNames.isLegacyLabelName(name) && !name.startsWith("U__")) {
      return name;
    }
    StringBuilder out = new StringBuilder("U__");
    name.codePoints()
        .forEach(c -> {
          if (c == '_') {
            out.append("__");
          } else if (LabelNames.isLegacyLabelName("_" + Character.toString(c))) {
            out.appendCodePoint(c);
          } else {
            out.append('_').append(Integer.toHexString(c)).append('_');
          }
        });
    return URLEncoder.encode(out.toString(), StandardCharsets.UTF_8);
  }
}
