package lampas.promql.script;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lampas.model.time.PrometheusDuration;

/**
 * How far from its own time a point began to count; negative is before.
 *
 * @param millis empty if no start is known
 */
public record StartOffset(OptionalLong millis) {
  private static final Pattern DURATION = Pattern.compile("[+-]?[0-9]+[a-wyzA-Z]*");
  private static final Pattern ITEM =
      Pattern.compile("(%1$s)(%1$s)?(?:x([0-9]{1,9}))?".formatted(DURATION));

  /** The offsets of a text such as {@code _ _x2 -30s -1m+10sx5}. */
  static List<StartOffset> parse(String text) {
    List<StartOffset> offsets = new ArrayList<>();
    for (String item : text.trim().split("\\s+", -1)) {
      parse(item, offsets);
    }
    return offsets;
  }

  private static void parse(String item, List<StartOffset> into) {
    if (item.equals("_")) {
      into.add(new StartOffset(OptionalLong.empty()));
    } else if (item.matches("_x[1-9][0-9]{0,8}")) {
      int times = Integer.parseInt(item.substring(2));
      add(into, times, OptionalLong.empty(), 0);
    } else {
      Matcher matcher = ITEM.matcher(item);
      boolean stepWithoutCount =
          matcher.matches() && matcher.group(2) != null && matcher.group(3) == null;
      if (!matcher.matches() || stepWithoutCount) {
        throw new ScriptException(
            "start offset: \"" + item + "\" (expected: _, _x3, -30s, -30sx3 or -30s-1mx3)");
      }
      long first = millis(matcher.group(1));
      long change = matcher.group(2) == null ? 0 : millis(matcher.group(2));
      int times = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
      add(into, times + 1, OptionalLong.of(first), change);
    }
  }

  private static void add(List<StartOffset> into, int times, OptionalLong first, long change) {
    if (times > SeriesNotation.MAXIMUM_POINTS - into.size()) {
      throw new ScriptException(
          "start offsets: %d (expected: at most %d)"
              .formatted(into.size() + times, SeriesNotation.MAXIMUM_POINTS));
    }
    for (int i = 0; i < times; i++) {
      into.add(
          new StartOffset(
              first.isEmpty() ? first : OptionalLong.of(first.getAsLong() + i * change)));
    }
  }

  private static long millis(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    OptionalLong millis = PrometheusDuration.tryParseMillis(signed ? text.substring(1) : text);
    if (millis.isEmpty()) {
      throw new ScriptException(
          "start offset: \"" + text + "\" (expected: a duration, such as -30s)");
    }
    return text.startsWith("-") ? -millis.getAsLong() : millis.getAsLong();
  }
}
