package lampas.client.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lampas.client.template.FilledSelector.Part;
import lampas.model.label.LabelNames;
import lampas.model.label.Matcher;
import lampas.model.time.PrometheusDuration;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Printer;
import lampas.promql.syntax.StringText;
import lampas.promql.syntax.Trees;

/**
 * Writes a filled template in the template's own layout: what no placeholder and no forced matcher
 * touches stays as the author wrote it, the rest is written in canonical form.
 */
final class TextFill {
  /**
   * A replacement in the template's text.
   *
   * @param insertions with offsets in the replacement
   */
  private record Edit(int start, int end, String text, List<Insertion> insertions) {}

  /** The text, and where in it placeholders were. */
  record Filled(String text, List<Insertion> insertions) {}

  private final Filling filling;
  private final String source;
  private final List<Edit> edits = new ArrayList<>();

  private TextFill(Filling filling) {
    this.filling = filling;
    this.source = filling.template().source();
  }

  static Filled fill(Filling filling) {
    TextFill fill = new TextFill(filling);
    Trees.all(filling.template().skeleton())
        .filter(VectorSelector.class::isInstance)
        .map(VectorSelector.class::cast)
        .forEach(fill::selector);
    filling.template().holes().forEach(fill::hole);
    fill.edits.sort(Comparator.comparingInt(Edit::start));
    return fill.apply();
  }

  private Filled apply() {
    StringBuilder out = new StringBuilder();
    List<Insertion> all = new ArrayList<>();
    int done = 0;
    for (Edit edit : edits) {
      out.append(source, done, edit.start());
      int base = out.length();
      out.append(edit.text());
      for (Insertion one : edit.insertions()) {
        all.add(new Insertion(one.placeholder(), one.text(), base + one.start(), base + one.end()));
      }
      done = edit.end();
    }
    out.append(source, done, source.length());
    return new Filled(out.toString(), List.copyOf(all));
  }

  private void hole(Hole hole) {
    int start = hole.span().start();
    int end = hole.span().end();
    switch (hole.kind()) {
      case METRIC, LABELS -> {
        /* Written with the selector that they are in. */
      }
      case GROUP_LABELS -> labels(hole);
      case DURATION ->
          replace(
              hole, start, end, PrometheusDuration.format(Duration.ofMillis(filling.millis(hole))));
      case NUMBER -> {
        String number = Printer.print(filling.number(hole));
        replace(hole, start, end, filling.isEnclosed(hole) ? "(" + number + ")" : number);
      }
      case TEXT -> {
        if (edits.stream().noneMatch(edit -> edit.start() <= start && end <= edit.end())) {
          replace(hole, start, end, StringText.quote(filling.text(hole)));
        }
      }
    }
  }

  private void labels(Hole hole) {
    List<String> names = filling.labels(hole);
    int start = hole.span().start();
    int end = hole.span().end();
    if (names.isEmpty()) {
      /* A comma beside nothing goes as well. */
      int next = skipBlanks(end);
      int last = start;
      while (last > 0 && isBlank(source.charAt(last - 1))) {
        last--;
      }
      if (source.charAt(next) == ',') {
        end = skipBlanks(next + 1);
      } else if (source.charAt(last - 1) == ',') {
        start = last - 1;
      }
    }
    replace(
        hole,
        start,
        end,
        names.stream()
            .map(name -> filling.isBareLabel(name) ? name : StringText.quote(name))
            .collect(Collectors.joining(", ")));
  }

  private void replace(Hole hole, int start, int end, String text) {
    edits.add(
        new Edit(start, end, text, List.of(new Insertion(hole.name(), text, 0, text.length()))));
  }

  private void selector(VectorSelector selector) {
    FilledSelector filled = FilledSelector.of(selector, filling);
    if (!filled.changed()) {
      return;
    }
    StringBuilder out = new StringBuilder();
    List<Insertion> insertions = new ArrayList<>();
    filled
        .name()
        .ifPresent(name -> {
          out.append(name);
          filled
              .nameOrigin()
              .ifPresent(
                  origin -> insertions.add(new Insertion(origin.name(), name, 0, name.length())));
        });
    boolean braces =
        filled.name().isEmpty()
            || filled.parts().stream().anyMatch(part -> part.matcher().isPresent());
    if (braces) {
      out.append('{');
    }
    parts(filled.parts(), out, insertions);
    if (braces) {
      out.append('}');
    }
    edits.add(new Edit(selector.span().start(), seriesEnd(selector), out.toString(), insertions));
  }

  private static void parts(List<Part> parts, StringBuilder out, List<Insertion> insertions) {
    String separator = "";
    for (Part part : parts) {
      String text = part.matcher().map(TextFill::matcher).orElse("");
      out.append(text.isEmpty() ? "" : separator);
      int start = out.length();
      out.append(text);
      separator = text.isEmpty() ? separator : ",";
      part.origin()
          .ifPresent(
              origin -> note(origin.name(), start + operatorEnd(part, origin), out, insertions));
    }
  }

  /* Matchers of the same placeholder that follow each other are one insertion. */
  private static void note(
      String origin, int start, StringBuilder out, List<Insertion> insertions) {
    int from = start;
    Optional<Insertion> last =
        insertions.isEmpty() ? Optional.empty() : Optional.of(insertions.getLast());
    if (last.filter(one -> one.placeholder().equals(origin) && one.end() + 1 == start)
        .isPresent()) {
      from = last.orElseThrow().start();
      insertions.removeLast();
    }
    insertions.add(new Insertion(origin, out.substring(from), from, out.length()));
  }

  /* Of a matcher whose value alone is a placeholder only the value counts. */
  private static int operatorEnd(Part part, Placeholder origin) {
    return origin.kind() == PlaceholderKind.TEXT
        ? part.matcher()
            .map(matcher -> name(matcher).length() + matcher.type().symbol().length())
            .orElse(0)
        : 0;
  }

  private static String matcher(Matcher matcher) {
    return name(matcher) + matcher.type().symbol() + StringText.quote(matcher.value());
  }

  private static String name(Matcher matcher) {
    String name = matcher.name();
    return LabelNames.isLegacyLabelName(name) ? name : StringText.quote(name);
  }

  /* The offset after the selector's name and braces, before what shifts it. */
  private int seriesEnd(VectorSelector selector) {
    int at = selector.span().start();
    while (at < source.length() && isNamePart(source.charAt(at))) {
      at++;
    }
    int brace = skipBlanks(at);
    return brace < source.length() && source.charAt(brace) == '{' ? braceEnd(brace) : at;
  }

  private int braceEnd(int open) {
    int at = open + 1;
    while (source.charAt(at) != '}') {
      char c = source.charAt(at);
      at = c == '"' || c == '\'' || c == '`' ? stringEnd(at) : at + 1;
    }
    return at + 1;
  }

  private int stringEnd(int open) {
    char quote = source.charAt(open);
    int at = open + 1;
    while (source.charAt(at) != quote) {
      at += source.charAt(at) == '\\' && quote != '`' ? 2 : 1;
    }
    return at + 1;
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < source.length() && isBlank(source.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == ':';
  }
}
