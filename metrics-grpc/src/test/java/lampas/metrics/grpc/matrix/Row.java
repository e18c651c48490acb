package lampas.metrics.grpc.matrix;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import lampas.metrics.grpc.wire.Page;

/**
 * What one call left behind.
 *
 * @param situation what happened
 * @param kind to which kind of call
 * @param expected the series that is right, and its value
 * @param code the code that the client has to see
 * @param seen the code that it saw
 * @param recorded the series of the counter of calls that are not 0
 * @param durations how often a duration was recorded
 * @param inFlight the calls that were in flight when all was over; empty if nobody says
 */
record Row(
    String situation,
    CallKind kind,
    String expected,
    Status.Code code,
    Status.Code seen,
    List<String> recorded,
    double durations,
    OptionalDouble inFlight) {
  static String heading() {
    return text("situation", "call", "client saw", "recorded", "durations", "in flight", "");
  }

  /** Reads from a scrape what is recorded of the only call that was made. */
  static Row of(
      String situation,
      CallKind kind,
      String method,
      Status.Code code,
      Status.Code seen,
      Page page,
      String prefix,
      String durations) {
    List<String> recorded = new ArrayList<>();
    page.samples(prefix + "request_total")
        .forEach((labels, value) -> {
          if (value != 0) {
            recorded.add(
                "%s %s %d"
                    .formatted(
                        labels.valueOrEmpty("method"),
                        labels.valueOrEmpty("code"),
                        value.longValue()));
          }
        });
    return new Row(
        situation,
        kind,
        "%s %s 1".formatted(method, code),
        code,
        seen,
        recorded,
        page.value(durations, "method", method, "code", code.name()).orElse(0),
        page.samples(prefix + "in_flight_requests").values().stream()
            .mapToDouble(Double::doubleValue)
            .reduce(Double::sum));
  }

  boolean isRight() {
    return seen == code
        && recorded.equals(List.of(expected))
        && durations == 1
        && inFlight.equals(OptionalDouble.of(0));
  }

  String text() {
    return text(
        situation,
        kind.toString(),
        seen.toString(),
        recorded.isEmpty() ? "nothing" : String.join(", ", recorded),
        number(durations),
        inFlight.isPresent() ? number(inFlight.getAsDouble()) : "absent",
        isRight() ? "right" : "WRONG (expected: " + expected + ")");
  }

  private static String number(double value) {
    return Long.toString((long) value);
  }

  private static String text(String... cells) {
    return "%-34s %-17s %-20s %-42s %-10s %-10s %s".formatted((Object[]) cells).stripTrailing();
  }
}
