package lampas.client.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lampas.model.error.NearestName;
import lampas.promql.syntax.Span;

/**
 * Reads the notation of templates: {@code {name}} is a placeholder, a doubled brace is a brace.
 * Gives PromQL in which stand-ins stand for the placeholders.
 *
 * <p>Comments become blanks, so that what is done with the text later need not know them.
 */
final class TemplateScanner {
  private static final int NONE = 0;
  private static final int SHOWN = 40;

  private final String template;
  private final Map<String, Placeholder> known;
  private final String prefix;
  private final StringBuilder source = new StringBuilder();
  private final List<Hole> holes = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int[] origins;
  private int quote = NONE;
  private boolean escaped;
  private boolean comment;

  private TemplateScanner(String template, Map<String, Placeholder> known) {
    this.template = template;
    this.known = known;
    this.origins = new int[template.length() + 1];
    String free = "lampas_hole_";
    while (template.contains(free)) {
      free += "x_";
    }
    this.prefix = free;
  }

  /**
   * The template with stand-ins.
   *
   * @throws TemplateException with every placeholder that is unknown, malformed or misplaced
   */
  static ScannedTemplate scan(String template, Map<String, Placeholder> known) {
    TemplateScanner scanner = new TemplateScanner(template, known);
    scanner.scan();
    scanner.requireWholeTokens();
    TemplateException.throwIfAny(scanner.problems);
    return new ScannedTemplate(template, scanner.source.toString(), scanner.origins, scanner.holes);
  }

  private void scan() {
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      boolean doubled = at + 1 < template.length() && template.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        literal(c, at);
        at += 2;
      } else if (c == '{') {
        at = placeholder(at);
      } else {
        if (c == '}') {
          problem(at, "} (expected: }} for a brace, or a { before it)");
        }
        literal(c, at);
        at++;
      }
    }
    origin(template.length());
  }

  private void literal(char read, int at) {
    char c = read;
    if (comment) {
      boolean lineEnd = c == '\n' || c == '\r';
      comment = !lineEnd;
      c = lineEnd ? c : ' ';
    } else if (quote != NONE) {
      inString(c);
    } else if (c == '#') {
      comment = true;
      c = ' ';
    } else if (c == '"' || c == '\'' || c == '`') {
      quote = c;
    }
    origin(at);
    source.append(c);
  }

  private void inString(char c) {
    if (escaped) {
      escaped = false;
    } else if (c == '\\' && quote != '`') {
      escaped = true;
    } else if (c == quote) {
      quote = NONE;
    }
  }

  /* Notes which character of the template the next one of the source comes from. */
  private void origin(int at) {
    if (source.length() == origins.length) {
      origins = Arrays.copyOf(origins, origins.length * 2);
    }
    origins[source.length()] = at;
  }

  /* Reads a placeholder and gives the offset after it. */
  private int placeholder(int at) {
    int end = template.indexOf('}', at);
    int next = template.indexOf('{', at + 1);
    boolean closed = end >= 0 && (next < 0 || end < next) && end - at <= SHOWN;
    if (!closed) {
      problem(at, "{ (expected: a placeholder such as {metric_name}, or {{ for a brace)");
      return at + 1;
    }
    String name = template.substring(at + 1, end);
    Placeholder placeholder = known.get(name);
    if (placeholder == null) {
      problem(at, unknown(name));
    } else if (quote != NONE) {
      problem(
          at,
          placeholder
              + ": inside a string, where it would be text (expected: "
              + placeholder.kind().place()
              + ")");
    } else if (comment) {
      problem(at, placeholder + ": in a comment (expected: " + placeholder.kind().place() + ")");
    } else {
      stand(placeholder, at);
    }
    return end + 1;
  }

  private String unknown(String name) {
    String shown = TextPlace.quote("{" + name + "}");
    shown = shown.substring(1, shown.length() - 1);
    if (!ParameterName.isLegal(name)) {
      return shown + ": not a placeholder (expected: a name in braces, or {{ for a brace)";
    }
    Optional<String> nearest = NearestName.of(name, known.keySet());
    return shown
        + ": unknown placeholder ("
        + nearest
            .map(meant -> "did you mean {" + meant + "}?")
            .orElseGet(() -> "expected one of: {" + String.join("}, {", known.keySet()) + "}")
        + ")";
  }

  private void stand(Placeholder placeholder, int at) {
    String token = prefix + holes.size();
    String text =
        switch (placeholder.kind()) {
          case METRIC, GROUP_LABELS -> token;
          case LABELS -> token + "=\"x\"";
          case DURATION -> "1h";
          case NUMBER -> "1";
          case TEXT -> '"' + token + '"';
        };
    int start = source.length();
    for (int i = 0; i < text.length(); i++) {
      origin(at);
      source.append(text.charAt(i));
    }
    holes.add(new Hole(placeholder, at, new Span(start, source.length()), token));
  }

  /* A stand-in next to a letter or digit would be a part of a longer word. */
  private void requireWholeTokens() {
    for (int i = 0; i < holes.size(); i++) {
      Hole hole = holes.get(i);
      int start = hole.span().start();
      int end = hole.span().end();
      boolean touches = i > 0 && holes.get(i - 1).span().end() == start;
      boolean before = start > 0 && isWordPart(source.charAt(start - 1), hole);
      boolean after = end < source.length() && isWordPart(source.charAt(end), hole);
      boolean word = !hole.is(PlaceholderKind.TEXT) && !hole.is(PlaceholderKind.LABELS);
      if (touches || (word && (before || (after && !isHole(end))))) {
        problem(
            hole.offset(),
            hole.placeholder()
                + ": glued to what stands beside it (expected: "
                + hole.kind().place()
                + ")");
      }
    }
  }

  private boolean isHole(int start) {
    return holes.stream().anyMatch(hole -> hole.span().start() == start);
  }

  private static boolean isWordPart(char c, Hole hole) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || (c == ':' && hole.is(PlaceholderKind.METRIC))
        || (c == '.' && !hole.is(PlaceholderKind.METRIC));
  }

  private void problem(int at, String message) {
    problems.add(TextPlace.of(template, at) + ": " + message);
  }
}
