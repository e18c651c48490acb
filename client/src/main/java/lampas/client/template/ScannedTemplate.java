package lampas.client.template;

import java.util.List;
import java.util.Optional;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Span;

/** A template's text as PromQL with stand-ins for its placeholders. */
final class ScannedTemplate {
  private final String template;
  private final String source;
  private final int[] origins;
  private final List<Hole> holes;

  /**
   * A template that was scanned.
   *
   * @param source the PromQL
   * @param origins for each character of the source the offset in the template it comes from
   */
  ScannedTemplate(String template, String source, int[] origins, List<Hole> holes) {
    this.template = template;
    this.source = source;
    this.origins = origins;
    this.holes = List.copyOf(holes);
  }

  String template() {
    return template;
  }

  String source() {
    return source;
  }

  List<Hole> holes() {
    return holes;
  }

  /** The problem with one placeholder, that it does not stand where it may. */
  String misplaced(Hole hole) {
    return TextPlace.of(template, hole.offset())
        + ": "
        + hole.placeholder()
        + ": cannot stand here (expected: "
        + hole.kind().place()
        + ")";
  }

  /** The problem that the parser has with the source, in terms of the template. */
  String problem(ParseException malformed) {
    Optional<Hole> culprit =
        holes.stream().filter(hole -> isWithin(malformed.span(), hole.span())).findFirst();
    boolean misplaced =
        malformed.reason().startsWith("unexpected")
            || culprit.filter(hole -> malformed.reason().contains(hole.token())).isPresent();
    if (culprit.isPresent() && misplaced) {
      return misplaced(culprit.get());
    }
    int offset = origins[Math.min(malformed.span().start(), source.length())];
    return TextPlace.of(template, offset)
        + ": "
        + inTerms(malformed.reason())
        + malformed.hint().map(hint -> " (" + hint + ")").orElse("");
  }

  private String inTerms(String reason) {
    String text = reason;
    for (Hole hole : holes.reversed()) {
      text = text.replace(hole.token(), hole.placeholder().toString());
    }
    return text;
  }

  private static boolean isWithin(Span inner, Span outer) {
    return inner.start() >= outer.start()
        && inner.start() < outer.end()
        && inner.end() <= outer.end();
  }
}
