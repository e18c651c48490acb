package lampas.acceptance.differential;

import java.math.BigDecimal;
import java.util.Map;

/** A query and the times it is asked for, in milliseconds. */
record Question(String query, Times times) {
  /** One time, or a range of them. */
  sealed interface Times {
    record Instant(long time) implements Times {}

    record Range(long start, long end, long step) implements Times {}
  }

  String path() {
    return switch (times) {
      case Times.Instant instant -> "/api/v1/query";
      case Times.Range range -> "/api/v1/query_range";
    };
  }

  Map<String, String> parameters() {
    return switch (times) {
      case Times.Instant(long time) -> Map.of("query", query, "time", seconds(time));
      case Times.Range(long start, long end, long step) ->
          Map.of(
              "query", query,
              "start", seconds(start),
              "end", seconds(end),
              "step", seconds(step));
    };
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).toPlainString();
  }

  @Override
  public String toString() {
    return switch (times) {
      case Times.Instant(long time) -> query + "  at " + seconds(time);
      case Times.Range(long start, long end, long step) ->
          query + "  from " + seconds(start) + " to " + seconds(end) + " by " + seconds(step);
    };
  }
}
