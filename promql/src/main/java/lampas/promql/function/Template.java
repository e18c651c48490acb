package lampas.promql.function;

import com.google.re2j.Matcher;

/**
 * The replacement text of {@code label_replace}: {@code $1}, {@code $name}, {@code ${name}} stand
 * for groups, {@code $$} for a dollar sign.
 *
 * <p>A group that does not exist is empty. Source: {@code Regexp.Expand} of Go's regexp package.
 */
public final class Template {
  private Template() {}

  /** The template with the groups of a match filled in. */
  public static String expand(String template, Matcher matcher) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      int dollar = template.indexOf('$', at);
      if (dollar < 0 || dollar + 1 == template.length()) {
        break;
      }
      out.append(template, at, dollar);
      if (template.charAt(dollar + 1) == '$') {
        out.append('$');
        at = dollar + 2;
        continue;
      }
      boolean braces = template.charAt(dollar + 1) == '{';
      int nameStart = dollar + (braces ? 2 : 1);
      int nameEnd = nameStart;
      while (nameEnd < template.length() && isNamePart(template.charAt(nameEnd))) {
        nameEnd++;
      }
      boolean closed = !braces || (nameEnd < template.length() && template.charAt(nameEnd) == '}');
      if (nameEnd == nameStart || !closed) {
        out.append('$');
        at = dollar + 1;
        continue;
      }
      out.append(group(matcher, template.substring(nameStart, nameEnd)));
      at = braces ? nameEnd + 1 : nameEnd;
    }
    return out.append(template, at, template.length()).toString();
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static String group(Matcher matcher, String name) {
    String value = null;
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int index = name.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(name);
      value = index <= matcher.groupCount() ? matcher.group(index) : null;
    } else if (matcher.pattern().namedGroups().containsKey(name)) {
      value = matcher.group(name);
    }
    return value == null ? "" : value;
  }
}
