package lampas.metrics.exposition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What becomes of names that are not legacy names, {@code [a-zA-Z_:][a-zA-Z0-9_:]*}, when they are
 * written.
 *
 * <p>Source: https://prometheus.io/docs/instrumenting/escaping_schemes.
 */
public enum Escaping {
  /** They stay as they are, in double quotes. */
  ALLOW_UTF_8,
  /** Every other character becomes an underscore. */
  UNDERSCORES,
  /** Dots become {@code _dot_}, underscores and all others two underscores. */
  DOTS,
  /** Others become their code in hexadecimal between underscores, behind {@code U__}. */
  VALUES;

  /** The value of the {@code escaping} parameter in headers, for example {@code allow-utf-8}. */
  public String parameter() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The scheme of a header's {@code escaping} parameter. */
  public static Optional<Escaping> of(String parameter) {
    return Arrays.stream(values()).filter(e -> e.parameter().equals(parameter)).findFirst();
  }

  /** The name as this scheme writes it, without quotes. */
  String escape(String name) {
    return switch (this) {
      case ALLOW_UTF_8 -> name;
      case UNDERSCORES -> isLegacy(name) ? name : replaced(name);
      case DOTS -> replaced(name);
      case VALUES -> isLegacy(name) ? name : "U__" + replaced(name);
    };
  }

  static boolean isLegacy(String name) {
    return !name.isEmpty()
        && isLegacy(name.codePointAt(0), 0)
        && name.codePoints().allMatch(c -> isLegacy(c, 1));
  }

  private String replaced(String name) {
    StringBuilder out = new StringBuilder();
    int position = 0;
    for (int c : name.codePoints().toArray()) {
      if (c != '_' && isLegacy(c, position)) {
        out.appendCodePoint(c);
      } else {
        out.append(replacement(c));
      }
      position++;
    }
    return out.toString();
  }

  private String replacement(int c) {
    return switch (this) {
      case ALLOW_UTF_8 -> Character.toString(c);
      case UNDERSCORES -> "_";
      case DOTS -> c == '.' ? "_dot_" : "__";
      case VALUES -> c == '_' ? "__" : "_" + Integer.toHexString(c) + "_";
    };
  }

  private static boolean isLegacy(int c, int position) {
    return c == '_'
        || c == ':'
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9' && position > 0);
  }
}
