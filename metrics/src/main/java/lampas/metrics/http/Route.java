package lampas.metrics.http;

import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;

/**
 * A method and the template of a path, such as {@code GET /tasks/{id}}.
 *
 * @param method in upper case
 * @param template beginning with a slash; a variable is a whole segment in braces
 */
public record Route(String method, String template) {
  /**
   * Checks the route.
   *
   * @throws MetricsException USER if a part is wrong
   */
  public Route {
    if (method.isEmpty() || !method.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      throw new MetricsException(
          ErrorKind.USER,
          "route method: \"" + method + "\" (expected: a method in upper case, such as GET)");
    }
    if (!template.startsWith("/") || template.chars().anyMatch(Character::isWhitespace)) {
      throw new MetricsException(
          ErrorKind.USER,
          "route template: \"" + template + "\" (expected: a path, such as /tasks/{id})");
    }
  }

  /**
   * The route that a text says, method, a space and template.
   *
   * @throws MetricsException USER if it is malformed
   */
  public static Route parse(String text) {
    int space = text.indexOf(' ');
    if (space < 0) {
      throw new MetricsException(
          ErrorKind.USER,
          "route: \"" + text + "\" (expected: a method and a path, such as GET /tasks/{id})");
    }
    return new Route(text.substring(0, space), text.substring(space + 1));
  }

  @Override
  public String toString() {
    return method + " " + template;
  }
}
