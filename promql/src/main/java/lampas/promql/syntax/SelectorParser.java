package lampas.promql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lampas.model.label.LabelNames;
import lampas.model.label.MatchType;
import lampas.model.label.Matcher;
import lampas.promql.Dialect;
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.VectorSelector;

/** Reads selectors without what follows them, and lists of labels. */
final class SelectorParser {
  private static final String MATCHING = "label matching";
  private static final String GROUPING = "grouping opts";

  private final Tokens tokens;

  SelectorParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The selector whose name was just passed. */
  VectorSelector selector(Token name) {
    List<Matcher> matchers = tokens.at(TokenKind.LEFT_BRACE) ? matchers() : new ArrayList<>();
    matchers.add(Matcher.equal(LabelNames.METRIC_NAME, name.text()));
    return make(Optional.of(name.text()), matchers, name.start());
  }

  /** The selector that begins with a brace. */
  VectorSelector selector() {
    int start = tokens.current().start();
    return make(Optional.empty(), matchers(), start);
  }

  private VectorSelector make(Optional<String> name, List<Matcher> matchers, int start) {
    tokens.leaf();
    return new VectorSelector(
        name, matchers, TimeShift.NONE, Extrapolation.NONE, tokens.spanFrom(start));
  }

  private List<Matcher> matchers() {
    List<Matcher> matchers = new ArrayList<>();
    tokens.take();
    while (!tokens.at(TokenKind.RIGHT_BRACE)) {
      matchers.add(matcher());
      if (!tokens.takeIf(TokenKind.COMMA) && !tokens.at(TokenKind.RIGHT_BRACE)) {
        throw tokens.unexpected(MATCHING, "\",\" or \"}\"");
      }
    }
    tokens.take();
    return matchers;
  }

  private Matcher matcher() {
    if (!tokens.at(TokenKind.IDENTIFIER) && !atQuotedName()) {
      throw tokens.unexpected(MATCHING, "identifier or \"}\"");
    }
    Token name = tokens.take();
    Optional<MatchType> type = matchType(tokens.current().kind());
    if (type.isEmpty()) {
      if (name.is(TokenKind.STRING)) {
        return Matcher.equal(LabelNames.METRIC_NAME, name.text());
      }
      throw tokens.unexpected(MATCHING, "label matching operator");
    }
    tokens.take();
    if (!tokens.at(TokenKind.STRING)) {
      throw tokens.unexpected(MATCHING, "string");
    }
    Token value = tokens.take();
    Span span = tokens.spanFrom(name.start());
    if (name.text().isEmpty()) {
      throw tokens.error(name.span(), "invalid label name for matching: \"\"");
    }
    Matcher matcher = new Matcher(type.get(), name.text(), value.text());
    MatcherRules.regexError(matcher)
        .ifPresent(reason -> {
          throw tokens.error(span, reason);
        });
    return matcher;
  }

  private boolean atQuotedName() {
    return tokens.at(TokenKind.STRING) && tokens.speaks(Dialect.PROMETHEUS_3);
  }

  private static Optional<MatchType> matchType(TokenKind kind) {
    return switch (kind) {
      case MATCH_EQUAL -> Optional.of(MatchType.EQUAL);
      case NOT_EQUAL -> Optional.of(MatchType.NOT_EQUAL);
      case MATCH_REGEX -> Optional.of(MatchType.REGEX);
      case MATCH_NOT_REGEX -> Optional.of(MatchType.NOT_REGEX);
      default -> Optional.empty();
    };
  }

  /** The labels in parentheses after {@code by}, {@code on} and their like. */
  List<String> labels() {
    if (!tokens.at(TokenKind.LEFT_PARENTHESIS)) {
      throw tokens.unexpected(GROUPING, "\"(\"");
    }
    tokens.take();
    List<String> labels = new ArrayList<>();
    while (!tokens.at(TokenKind.RIGHT_PARENTHESIS)) {
      labels.add(label());
      if (!tokens.takeIf(TokenKind.COMMA) && !tokens.at(TokenKind.RIGHT_PARENTHESIS)) {
        throw tokens.unexpected(GROUPING, "\",\" or \")\"");
      }
    }
    tokens.take();
    return labels;
  }

  private String label() {
    if (!atQuotedName() && !tokens.current().kind().mayNameLabel()) {
      throw tokens.unexpected(GROUPING, "label");
    }
    Token label = tokens.take();
    if (label.text().isEmpty() || !StringText.isValidUtf8(label.text())) {
      throw tokens.error(
          label.span(), "invalid label name for grouping: " + StringText.quote(label.text()));
    }
    return label.text();
  }
}
