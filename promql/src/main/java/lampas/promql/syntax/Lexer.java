package lampas.promql.syntax;

import java.util.Locale;
import java.util.Optional;
import lampas.model.error.ErrorKind;
import lampas.promql.Dialect;

/**
 * Cuts the text into tokens, one at a time.
 *
 * <p>What a character means depends on where it stands: inside braces words are labels, right after
 * a bracket they are durations. Errors of this level come from here, so that they carry the same
 * words and the same place as Prometheus's.
 */
final class Lexer {
  private static final int END = -1;

  private enum Mode {
    EXPRESSION,
    BRACES,
    DURATION
  }

  private final String text;
  private final Dialect dialect;
  private Mode mode = Mode.EXPRESSION;
  private int position;
  private int openParentheses;
  private boolean bracketOpen;
  private boolean colonSeen;
  private int bracketEnd;

  Lexer(String text, Dialect dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  String text() {
    return text;
  }

  Token next() {
    skipBlanks();
    return switch (mode) {
      case EXPRESSION -> expressionToken();
      case BRACES -> braceToken();
      case DURATION -> durationToken();
    };
  }

  private Token expressionToken() {
    int c = peek();
    return switch (c) {
      case END -> endOfInput();
      case '=' -> equals();
      case '!' -> {
        if (peek(1) != '=') {
          throw error(position, "unexpected character after '!': " + quoted(peek(1)));
        }
        yield token(TokenKind.NOT_EQUAL);
      }
      case '<' -> comparison(TokenKind.LESS, TokenKind.LESS_OR_EQUAL, TokenKind.TRIM_UPPER);
      case '>' -> comparison(TokenKind.GREATER, TokenKind.GREATER_OR_EQUAL, TokenKind.TRIM_LOWER);
      case '"', '\'', '`' -> string();
      case '{' -> {
        mode = Mode.BRACES;
        yield token(TokenKind.LEFT_BRACE);
      }
      case '[' -> leftBracket();
      case ']' -> rightBracket();
      case '@' -> token(TokenKind.AT);
      default -> {
        if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
          yield numberOrDuration();
        }
        if (isLetter(c) || c == ':') {
          yield bracketOpen ? wordInBracket(c) : word();
        }
        yield sign(c).orElseThrow(() -> error(position, "unexpected character: " + quoted(c)));
      }
    };
  }

  private Token equals() {
    if (peek(1) == '~') {
      throw error(position, "unexpected character after '=': '~'");
    }
    return token(peek(1) == '=' ? TokenKind.EQUAL : TokenKind.MATCH_EQUAL);
  }

  private Token endOfInput() {
    if (openParentheses != 0) {
      throw error(position, "unclosed left parenthesis");
    }
    if (bracketOpen) {
      throw error(position, "unclosed left bracket");
    }
    return new Token(TokenKind.END_OF_INPUT, "", "", new Span(position, position));
  }

  private Token comparison(TokenKind plain, TokenKind orEqual, TokenKind trim) {
    return token(
        switch (peek(1)) {
          case '=' -> orEqual;
          case '/' -> dialect == Dialect.PROMETHEUS_2 ? plain : trim;
          default -> plain;
        });
  }

  /* The signs that mean the same in and outside brackets. */
  private Optional<Token> sign(int c) {
    return switch (c) {
      case ',' -> Optional.of(token(TokenKind.COMMA));
      case '+' -> Optional.of(token(TokenKind.ADD));
      case '-' -> Optional.of(token(TokenKind.SUBTRACT));
      case '*' -> Optional.of(token(TokenKind.MULTIPLY));
      case '/' -> Optional.of(token(TokenKind.DIVIDE));
      case '%' -> Optional.of(token(TokenKind.MODULO));
      case '^' -> Optional.of(token(TokenKind.POWER));
      case '(' -> {
        openParentheses++;
        yield Optional.of(token(TokenKind.LEFT_PARENTHESIS));
      }
      case ')' -> {
        if (--openParentheses < 0) {
          throw error(position, "unexpected right parenthesis ')'");
        }
        yield Optional.of(token(TokenKind.RIGHT_PARENTHESIS));
      }
      default -> Optional.empty();
    };
  }

  private Token leftBracket() {
    if (bracketOpen) {
      throw error(position, "unexpected left bracket '['");
    }
    bracketOpen = true;
    colonSeen = false;
    mode = Mode.DURATION;
    Token token = token(TokenKind.LEFT_BRACKET);
    bracketEnd = position;
    return token;
  }

  private Token rightBracket() {
    if (!bracketOpen) {
      throw error(position, "unexpected right bracket ']'");
    }
    bracketOpen = false;
    mode = Mode.EXPRESSION;
    return token(TokenKind.RIGHT_BRACKET);
  }

  private Token wordInBracket(int c) {
    if (c == ':') {
      if (colonSeen) {
        throw error(position, "unexpected colon ':'");
      }
      colonSeen = true;
      return token(TokenKind.COLON);
    }
    return durationWord()
        .orElseThrow(
            () -> error(position, "unexpected character: " + quoted(c) + ", expected ':'"));
  }

  /* Right after the bracket, up to the first number. */
  private Token durationToken() {
    int c = peek();
    if (c == END) {
      throw error(position, "unexpected end of input in duration expression");
    }
    if (c == ']') {
      return rightBracket();
    }
    if (c == ':') {
      if (text.substring(bracketEnd, position).isBlank()) {
        throw error(position, "unexpected colon before duration in duration expression");
      }
      mode = Mode.EXPRESSION;
      colonSeen = true;
      return token(TokenKind.COLON);
    }
    if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      mode = Mode.EXPRESSION;
      return numberOrDuration();
    }
    return (dialect == Dialect.PROMETHEUS_2
            ? Optional.<Token>empty()
            : sign(c).or(this::durationWord))
        .orElseThrow(
            () -> error(position, "unexpected character in duration expression: " + quoted(c)));
  }

  private Optional<Token> durationWord() {
    int end = position;
    while (end < text.length() && isLetter(text.charAt(end))) {
      end++;
    }
    TokenKind kind =
        switch (text.substring(position, end).toLowerCase(Locale.ROOT)) {
          case "step" -> TokenKind.STEP;
          case "range" -> TokenKind.RANGE;
          case "max_of" -> TokenKind.MAX_OF;
          case "min_of" -> TokenKind.MIN_OF;
          default -> TokenKind.IDENTIFIER;
        };
    return kind == TokenKind.IDENTIFIER ? Optional.empty() : Optional.of(tokenTo(kind, end));
  }

  private Token braceToken() {
    int c = peek();
    return switch (c) {
      case END -> throw error(position, "unexpected end of input inside braces");
      case ',' -> token(TokenKind.COMMA);
      case '"', '\'', '`' -> string();
      case '=' -> token(peek(1) == '~' ? TokenKind.MATCH_REGEX : TokenKind.MATCH_EQUAL);
      case '!' ->
          switch (peek(1)) {
            case '~' -> token(TokenKind.MATCH_NOT_REGEX);
            case '=' -> token(TokenKind.NOT_EQUAL);
            default ->
                throw error(
                    position, "unexpected character after '!' inside braces: " + quoted(peek(1)));
          };
      case '{' -> throw error(position, "unexpected left brace '{'");
      case '}' -> {
        mode = Mode.EXPRESSION;
        yield token(TokenKind.RIGHT_BRACE);
      }
      default -> {
        if (!isLetter(c)) {
          throw error(position, "unexpected character inside braces: " + quoted(c));
        }
        yield tokenTo(TokenKind.IDENTIFIER, wordEnd(false));
      }
    };
  }

  private Token string() {
    Token token = new StringScanner(text, position).scan();
    position = token.end();
    return token;
  }

  private Token numberOrDuration() {
    NumberScanner scanner = new NumberScanner(text, position);
    if (scanner.number() && mayBeNumber(scanner.position())) {
      return tokenTo(TokenKind.NUMBER, scanner.position());
    }
    if (scanner.restOfDuration()) {
      return tokenTo(TokenKind.DURATION, scanner.position());
    }
    String malformed = text.substring(position, scanner.position());
    throw error(position, "bad number or duration syntax: " + StringText.quote(malformed));
  }

  /* Underscores between digits came with Prometheus 3. */
  private boolean mayBeNumber(int end) {
    return dialect == Dialect.PROMETHEUS_3 || text.substring(position, end).indexOf('_') < 0;
  }

  private Token word() {
    int end = wordEnd(true);
    String word = text.substring(position, end);
    TokenKind kind =
        TokenKind.ofWord(word)
            .filter(keyword -> !isFill(keyword) || parenthesisFollows(end))
            .filter(keyword ->
                dialect == Dialect.PROMETHEUS_3 || EarlierLanguage.isKeyword(keyword, word))
            .orElse(word.indexOf(':') < 0 ? TokenKind.IDENTIFIER : TokenKind.METRIC_IDENTIFIER);
    return tokenTo(kind, end);
  }

  /* These became keywords late: without a parenthesis they stay names, so that old queries work. */
  private static boolean isFill(TokenKind kind) {
    return kind == TokenKind.FILL || kind == TokenKind.FILL_LEFT || kind == TokenKind.FILL_RIGHT;
  }

  private boolean parenthesisFollows(int from) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == '(';
  }

  private int wordEnd(boolean colons) {
    int end = position;
    while (end < text.length()
        && (isWordPart(text.charAt(end)) || (colons && text.charAt(end) == ':'))) {
      end++;
    }
    return end;
  }

  private void skipBlanks() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '#' && mode != Mode.DURATION) {
        while (position < text.length() && !isLineEnd(text.charAt(position))) {
          position++;
        }
      } else if (isSpace(c)) {
        position++;
      } else {
        return;
      }
    }
  }

  private Token token(TokenKind kind) {
    return tokenTo(kind, position + kind.text().length());
  }

  private Token tokenTo(TokenKind kind, int end) {
    String raw = text.substring(position, end);
    Token token = new Token(kind, raw, raw, new Span(position, end));
    position = end;
    return token;
  }

  private int peek() {
    return peek(0);
  }

  private int peek(int ahead) {
    return position + ahead < text.length() ? text.codePointAt(position + ahead) : END;
  }

  private ParseException error(int at, String reason) {
    return new ParseException(ErrorKind.USER, text, new Span(at, Math.max(at, position)), reason);
  }

  /* As Go prints a character in single quotes. */
  private static String quoted(int c) {
    if (c == END || StringText.isSurrogate(c)) {
      return "'\uFFFD'";
    }
    if (c == '\'') {
      return "'\\''";
    }
    String inner = StringText.quote(Character.toString(c));
    return "'" + (c == '"' ? "\"" : inner.substring(1, inner.length() - 1)) + "'";
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || isLineEnd(c);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isWordPart(int c) {
    return isLetter(c) || isDigit(c);
  }
}
