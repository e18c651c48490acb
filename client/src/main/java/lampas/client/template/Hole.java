package lampas.client.template;

import lampas.promql.syntax.Span;

/**
 * A placeholder at its place.
 *
 * @param offset where it stands in the template's text
 * @param span where its stand-in stands in the text that is parsed
 * @param token the stand-in's name, which is nowhere else in that text
 */
record Hole(Placeholder placeholder, int offset, Span span, String token) {
  String name() {
    return placeholder.name();
  }

  PlaceholderKind kind() {
    return placeholder.kind();
  }

  boolean is(PlaceholderKind kind) {
    return kind() == kind;
  }
}
