package lampas.promql.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lampas.promql.PromqlException;
import lampas.promql.script.Expectation.Anything;
import lampas.promql.script.Expectation.Exactly;
import lampas.promql.script.Expectation.Kind;
import lampas.promql.script.Expectation.Matching;
import lampas.promql.script.ExpectedResult.Order;
import lampas.promql.script.ScriptCommand.Evaluation;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;

/** Reads an {@code eval} command with its block. */
final class EvaluationParser {
  private static final Pattern INSTANT =
      Pattern.compile(
          "eval(?:_(?<mode>fail|warn|ordered|info))?\\s+instant\\s+at\\s+(?<at>\\S+)\\s+(?<query>.+)");
  private static final Pattern RANGE =
      Pattern.compile(
          "eval(?:_(?<mode>fail|warn|info))?\\s+range\\s+from\\s+(?<from>\\S+)\\s+to\\s+(?<to>\\S+)"
              + "\\s+step\\s+(?<step>\\S+)\\s+(?<query>.+)");
  private static final Pattern EXPECT =
      Pattern.compile(
          "expect\\s+(?<kind>ordered|fail|warn|no_warn|info|no_info)"
              + "(?:\\s+(?<how>regex|msg):(?<text>.+))?");
  private static final Pattern EXPECT_RANGE =
      Pattern.compile(
          "expect range vector\\s+from\\s+(?<from>\\S+)\\s+to\\s+(?<to>\\S+)\\s+step\\s+(?<step>\\S+)");
  private static final String EXPECT_STRING = "expect string";
  private static final String FAIL_MESSAGE = "expected_fail_message";
  private static final String FAIL_REGEX = "expected_fail_regexp";

  private final ScriptLines lines;
  private final List<Expectation> expectations = new ArrayList<>();
  private final List<SeriesNotation> series = new ArrayList<>();
  private Optional<ExpectedResult> single = Optional.empty();
  private Optional<QueryTime.Range> matrix = Optional.empty();

  EvaluationParser(ScriptLines lines) {
    this.lines = lines;
  }

  Evaluation parse() {
    int line = lines.number();
    Matcher instant = INSTANT.matcher(lines.current());
    Matcher range = RANGE.matcher(lines.current());
    boolean isInstant = instant.matches();
    if (!isInstant && !range.matches()) {
      throw lines.error(
          "eval: \"%s\" (expected: eval instant at TIME QUERY, or eval range from START to END step STEP QUERY)"
              .formatted(lines.current()));
    }
    Matcher header = isInstant ? instant : range;
    String query = header.group("query");
    checkQuery(query);
    QueryTime time =
        isInstant
            ? new QueryTime.Instant(ScriptParser.millis(lines, "time", instant.group("at")))
            : range(range);
    String mode = header.group("mode");
    if (mode != null) {
      expectations.add(new Expectation(Kind.of(mode), new Anything()));
    }
    block(isInstant, "fail".equals(mode));
    if (matrix.isPresent()) {
      time = new QueryTime.Instant(matrix.get().endMillis());
    }
    return new Evaluation(line, query, time, expectations, result(time));
  }

  private void checkQuery(String query) {
    try {
      Parser.parse(query);
    } catch (ParseException error) {
      throw lines.errorAt(query, error.column(), error.reason());
    } catch (PromqlException error) {
      throw lines.error(error.getMessage());
    }
  }

  private QueryTime.Range range(Matcher matcher) {
    long from = ScriptParser.millis(lines, "start", matcher.group("from"));
    long to = ScriptParser.millis(lines, "end", matcher.group("to"));
    long step = ScriptParser.millis(lines, "step", matcher.group("step"));
    if (to < from) {
      throw lines.error(
          "end: %s (expected: not before the start, %s)"
              .formatted(matcher.group("to"), matcher.group("from")));
    }
    if (step == 0) {
      throw lines.error("step: " + matcher.group("step") + " (expected: > 0)");
    }
    return new QueryTime.Range(from, to, step);
  }

  /* A number and the two old lines about failures end a block, as upstream. */
  private void block(boolean isInstant, boolean mayNameFailure) {
    for (Optional<String> next = lines.nextOfBlock();
        next.isPresent();
        next = lines.nextOfBlock()) {
      String line = next.get();
      if (mayNameFailure && line.startsWith(FAIL_MESSAGE)) {
        replaceFailure(new Exactly(line.substring(FAIL_MESSAGE.length()).trim()));
        return;
      }
      if (mayNameFailure && line.startsWith(FAIL_REGEX)) {
        replaceFailure(regex(line.substring(FAIL_REGEX.length()).trim()));
        return;
      }
      Optional<Double> number = PointParser.tryNumber(line);
      if (number.isPresent()) {
        single = Optional.of(new ExpectedResult.Scalar(number.get()));
        return;
      }
      if (line.startsWith("expect ") || line.equals("expect")) {
        expect(line, isInstant);
      } else {
        series(line, isInstant);
      }
    }
  }

  private void replaceFailure(Expectation.Message message) {
    expectations.clear();
    expectations.add(new Expectation(Kind.FAIL, message));
  }

  private void expect(String line, boolean isInstant) {
    Matcher expect = EXPECT.matcher(line);
    Matcher range = EXPECT_RANGE.matcher(line);
    if (line.startsWith(EXPECT_STRING) && isInstant) {
      single = Optional.of(new ExpectedResult.Text(text(line.substring(EXPECT_STRING.length()))));
    } else if (range.matches() && isInstant) {
      matrix = Optional.of(range(range));
    } else if (expect.matches()) {
      expectations.add(new Expectation(Kind.of(expect.group("kind")), message(expect)));
      checkTogether();
    } else {
      throw lines.error(
          "expect: \"%s\" (expected: ordered, fail, warn, no_warn, info or no_info, then msg: or regex:; or, of an instant evaluation, string or range vector from START to END step STEP)"
              .formatted(line));
    }
  }

  private Expectation.Message message(Matcher expect) {
    String how = expect.group("how");
    if (how == null) {
      return new Anything();
    }
    String text = expect.group("text").trim();
    return how.equals("msg") ? new Exactly(text) : regex(text);
  }

  private Matching regex(String expression) {
    try {
      return Matching.of(expression);
    } catch (ScriptException error) {
      throw lines.error(error.getMessage());
    }
  }

  private void checkTogether() {
    if (count(Kind.WARN) > 0 && count(Kind.NO_WARN) > 0) {
      throw lines.error("expect: warn and no_warn (expected: one of them)");
    }
    if (count(Kind.INFO) > 0 && count(Kind.NO_INFO) > 0) {
      throw lines.error("expect: info and no_info (expected: one of them)");
    }
    if (count(Kind.FAIL) > 1) {
      throw lines.error("expect: fail " + count(Kind.FAIL) + " times (expected: once)");
    }
  }

  private long count(Kind kind) {
    return expectations.stream().filter(expectation -> expectation.kind() == kind).count();
  }

  private String text(String quoted) {
    try {
      if (Parser.parse(quoted) instanceof StringLiteral literal) {
        return literal.value();
      }
    } catch (ParseException notPromql) {
      throw lines.error("expect string: " + quoted.trim() + ": " + notPromql.reason());
    }
    throw lines.error("expect string: " + quoted.trim() + " (expected: a text in quotes)");
  }

  private void series(String line, boolean isInstant) {
    SeriesNotation one;
    try {
      one = SeriesNotation.parse(line);
    } catch (ScriptException error) {
      throw lines.error(error.getMessage());
    }
    /* Of a series that is written twice the last one counts, as upstream. */
    series.removeIf(other -> other.labels().equals(one.labels()));
    if (isInstant && matrix.isEmpty() && one.points().size() != 1) {
      throw lines.error(
          "points of %s: %d (expected: one, or a line \"expect range vector from START to END step STEP\" before it)"
              .formatted(one.labels(), one.points().size()));
    }
    series.add(one);
  }

  private ExpectedResult result(QueryTime time) {
    if (single.isPresent()) {
      if (!series.isEmpty()) {
        throw lines.error("result: series and a number or string (expected: one of them)");
      }
      return single.get();
    }
    if (matrix.isPresent()) {
      return new ExpectedResult.Matrix(series, matrix.get());
    }
    return switch (time) {
      case QueryTime.Instant ignored ->
          new ExpectedResult.Vector(series, count(Kind.ORDERED) > 0 ? Order.AS_WRITTEN : Order.ANY);
      case QueryTime.Range range -> new ExpectedResult.Matrix(series, range);
    };
  }
}
