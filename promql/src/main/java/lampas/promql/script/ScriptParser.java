package lampas.promql.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lampas.model.label.Labels;
import lampas.model.time.PrometheusDuration;
import lampas.promql.script.ScriptCommand.Conversion;
import lampas.promql.script.ScriptCommand.LoadedSeries;

/** Reads the commands of a script. */
final class ScriptParser {
  private static final Pattern LOAD =
      Pattern.compile("load(?<nhcb>_with_nhcb)?\\s+(?<step>\\S.*)", Pattern.CASE_INSENSITIVE);
  private static final String START_SUFFIX = "@st";

  /* All of them are in memory at once. */
  private static final long MAXIMUM_POINTS = 1_000_000;

  private final ScriptLines lines;
  private long points;

  ScriptParser(String name, String text) {
    this.lines = new ScriptLines(name, text);
  }

  List<ScriptCommand> parse() {
    List<ScriptCommand> commands = new ArrayList<>();
    while (lines.nextCommand()) {
      String word = lines.current().split("[\t ]+", 2)[0].toLowerCase(Locale.ROOT);
      if (word.equals("clear")) {
        commands.add(new ScriptCommand.Clear(lines.number()));
      } else if (word.startsWith("load")) {
        commands.add(load());
      } else if (word.startsWith("eval")) {
        commands.add(new EvaluationParser(lines).parse());
      } else {
        throw lines.error("command: \"" + lines.current() + "\" (expected: load, eval or clear)");
      }
    }
    return commands;
  }

  private ScriptCommand.Load load() {
    int line = lines.number();
    Matcher load = LOAD.matcher(lines.current());
    if (!load.matches()) {
      throw lines.error(
          "load: \"" + lines.current() + "\" (expected: load STEP or load_with_nhcb STEP)");
    }
    Duration step = Duration.ofMillis(millis(lines, "step", load.group("step")));
    /* Of a series that is written twice the last one counts, as upstream. */
    Map<Labels, LoadedSeries> series = new LinkedHashMap<>();
    for (Optional<String> next = lines.nextOfBlock();
        next.isPresent();
        next = lines.nextOfBlock()) {
      LoadedSeries one = series(next.get());
      points += one.series().points().size();
      if (points > MAXIMUM_POINTS) {
        throw lines.error(
            "points loaded: %d (expected: at most %d)".formatted(points, MAXIMUM_POINTS));
      }
      series.put(one.series().labels(), one);
    }
    return new ScriptCommand.Load(
        line,
        step,
        List.copyOf(series.values()),
        load.group("nhcb") == null ? Conversion.NONE : Conversion.CLASSIC_TO_NATIVE);
  }

  private LoadedSeries series(String line) {
    try {
      return isStartLine(line)
          ? withStarts(line)
          : new LoadedSeries(lines.number(), SeriesNotation.parse(line), List.of());
    } catch (ScriptException error) {
      throw lines.error(error.getMessage());
    }
  }

  private static boolean isStartLine(String line) {
    return line.split("[\t ]", 2)[0].endsWith(START_SUFFIX);
  }

  private LoadedSeries withStarts(String line) {
    int number = lines.number();
    String[] parts = line.split("[\t ]", 2);
    String metric = parts[0].substring(0, parts[0].length() - START_SUFFIX.length());
    Labels labels = SeriesNotation.labels(metric);
    List<StartOffset> starts = StartOffset.parse(parts.length == 1 ? "" : parts[1]);
    String next =
        lines
            .nextOfBlock()
            .filter(text -> !isStartLine(text))
            .orElseThrow(() ->
                new ScriptException("@st line: no series follows (expected: " + labels + ")"));
    SeriesNotation series = SeriesNotation.parse(next);
    if (!series.labels().equals(labels)) {
      throw new ScriptException(
          "series: %s after the @st line of %s (expected: the same)"
              .formatted(series.labels(), labels));
    }
    if (series.points().size() != starts.size()) {
      throw new ScriptException(
          "@st line of %s: %d offsets (expected: as many as points, %d)"
              .formatted(labels, starts.size(), series.points().size()));
    }
    return new LoadedSeries(number + 1, series, starts);
  }

  /** The milliseconds of a duration that stands in the current line. */
  static long millis(ScriptLines lines, String what, String text) {
    OptionalLong millis = PrometheusDuration.tryParseMillis(text);
    return millis.orElseThrow(() ->
        lines.error(
            "%s: \"%s\" (expected: a duration, such as 30s or 1h30m)".formatted(what, text)));
  }
}
