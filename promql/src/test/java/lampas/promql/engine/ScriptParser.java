package lampas.promql.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lampas.model.time.PrometheusDuration;
import lampas.promql.engine.ScriptCommand.Expectation;
import lampas.promql.engine.ScriptCommand.Kind;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Parser;

/** Reads the upstream script language. */
final class ScriptParser {
  private static final Pattern INSTANT =
      Pattern.compile(
          "^eval(?:_(fail|warn|ordered|info))?\\s+instant\\s+(?:at\\s+(\\S+?))\\s+(.+)$");
  private static final Pattern RANGE =
      Pattern.compile(
          "^eval(?:_(fail|warn|info))?\\s+range\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+?)\\s+(.+)$");
  private static final Pattern EXPECT =
      Pattern.compile(
          "^expect\\s+(ordered|fail|warn|no_warn|info|no_info)(?:\\s+(regex|msg):(.+))?$");
  private static final Pattern EXPECT_RANGE =
      Pattern.compile("^expect range vector from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+)$");

  private final List<String> lines;
  private int at;

  private ScriptParser(String script) {
    lines = script.lines().map(String::trim).map(line -> line.startsWith("#") ? "" : line).toList();
  }

  static List<ScriptCommand> parse(String script) {
    ScriptParser parser = new ScriptParser(script);
    List<ScriptCommand> commands = new ArrayList<>();
    for (; parser.at < parser.lines.size(); parser.at++) {
      String line = parser.lines.get(parser.at);
      if (line.startsWith("clear")) {
        commands.add(new ScriptCommand.Clear());
      } else if (line.startsWith("load")) {
        commands.add(parser.load(line));
      } else if (line.startsWith("eval")) {
        commands.add(parser.eval(line));
      } else if (!line.isEmpty()) {
        throw new IllegalArgumentException("line " + (parser.at + 1) + ": " + line);
      }
    }
    return commands;
  }

  private Optional<String> nextOfBlock() {
    if (at + 1 == lines.size() || lines.get(at + 1).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(lines.get(++at));
  }

  private ScriptCommand load(String line) {
    List<SeriesNotation> series = new ArrayList<>();
    for (Optional<String> next = nextOfBlock(); next.isPresent(); next = nextOfBlock()) {
      if (!next.get().split("\\s", 2)[0].endsWith("@st")) {
        series.add(SeriesNotation.parse(next.get()));
      }
    }
    return new ScriptCommand.Load(
        duration(line.split("\\s+", 2)[1]), series, line.startsWith("load_with_nhcb"));
  }

  private ScriptCommand eval(String line) {
    int number = at + 1;
    Matcher instant = INSTANT.matcher(line);
    Matcher range = RANGE.matcher(line);
    boolean isInstant = instant.matches();
    if (!isInstant && !range.matches()) {
      throw new IllegalArgumentException("line " + number + ": " + line);
    }
    String mode = isInstant ? instant.group(1) : range.group(1);
    String expression = isInstant ? instant.group(3) : range.group(5);
    long start = duration(isInstant ? instant.group(2) : range.group(2));
    long end = isInstant ? start : duration(range.group(3));
    long step = isInstant ? 0 : duration(range.group(4));
    Block block = block(mode);
    return new ScriptCommand.Eval(
        number,
        expression,
        block.matrix.isPresent() ? block.matrix.get()[1] : start,
        end,
        step,
        block.matrix,
        block.expectations,
        block.text,
        block.scalar,
        block.series,
        block.skipped);
  }

  private static final class Block {
    private final List<Expectation> expectations = new ArrayList<>();
    private final List<SeriesNotation> series = new ArrayList<>();
    private Optional<long[]> matrix = Optional.empty();
    private Optional<String> text = Optional.empty();
    private OptionalDouble scalar = OptionalDouble.empty();
    private Optional<String> skipped = Optional.empty();
  }

  private Block block(String mode) {
    Block block = new Block();
    if (mode != null) {
      Kind kind = Kind.valueOf(mode.toUpperCase(Locale.ROOT));
      block.expectations.add(new Expectation(kind, message -> true, "anything"));
    }
    for (Optional<String> next = nextOfBlock(); next.isPresent(); next = nextOfBlock()) {
      read(next.get(), block);
    }
    return block;
  }

  private static void read(String line, Block block) {
    Matcher expect = EXPECT.matcher(line);
    Matcher range = EXPECT_RANGE.matcher(line);
    if (line.startsWith("expected_fail_message")) {
      String said = line.substring("expected_fail_message".length()).trim();
      block.expectations.add(new Expectation(Kind.FAIL, said::equals, said));
    } else if (line.startsWith("expected_fail_regexp")) {
      block.expectations.add(regex(Kind.FAIL, line.substring("expected_fail_regexp".length())));
    } else if (range.matches()) {
      block.matrix =
          Optional.of(
              new long[] {
                duration(range.group(1)), duration(range.group(2)), duration(range.group(3))
              });
    } else if (line.startsWith("expect string ")) {
      block.text =
          Optional.of(
              ((StringLiteral) Parser.parse(line.substring("expect string ".length()))).value());
    } else if (expect.matches()) {
      block.expectations.add(expectation(expect));
    } else {
      readResult(line, block);
    }
  }

  private static void readResult(String line, Block block) {
    try {
      block.scalar = OptionalDouble.of(SeriesNotation.number(line));
    } catch (NumberFormatException notANumber) {
      SeriesNotation series = SeriesNotation.parse(line);
      block.series.add(series);
      if (series.hasHistograms()) {
        block.skipped = Optional.of("native histograms");
      }
    }
  }

  private static Expectation expectation(Matcher expect) {
    Kind kind = Kind.valueOf(expect.group(1).toUpperCase(Locale.ROOT));
    if (expect.group(2) == null) {
      return new Expectation(kind, message -> true, "anything");
    }
    String said = expect.group(3).trim();
    return expect.group(2).equals("msg")
        ? new Expectation(kind, said::equals, said)
        : regex(kind, said);
  }

  private static Expectation regex(Kind kind, String expression) {
    Pattern pattern = Pattern.compile(expression.trim());
    return new Expectation(kind, message -> pattern.matcher(message).find(), expression.trim());
  }

  private static long duration(String text) {
    return text.startsWith("-")
        ? -PrometheusDuration.parse(text.substring(1)).toMillis()
        : PrometheusDuration.parse(text).toMillis();
  }
}
