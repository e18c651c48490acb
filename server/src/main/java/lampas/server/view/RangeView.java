package lampas.server.view;

import java.time.Duration;
import java.time.Instant;
import lampas.client.Query;
import lampas.model.result.QueryAnswer;
import lampas.model.time.PrometheusDuration;
import lampas.server.api.ResultJson;
import lampas.server.http.Call;
import lampas.server.http.HttpProblem;
import lampas.server.http.Reply;

/** Passes a query over a range on to the backend, within limits. */
final class RangeView {
  private static final Duration STEP = Duration.ofSeconds(15);

  private final ViewBackend backend;
  private final ViewSettings settings;

  RangeView(ViewBackend backend, ViewSettings settings) {
    this.backend = backend;
    this.settings = settings;
  }

  Reply reply(Call call) {
    ViewParameters parameters = new ViewParameters(call.parameters());
    String promql = parameters.required("query", settings.maximumQueryLength());
    Instant start = parameters.time("start");
    Instant end = parameters.time("end");
    Duration step = parameters.duration("step", STEP);
    checkLimits(start, end, step);
    Query query = Query.range(promql, start, end, step).withTimeout(settings.queryTimeout());
    QueryAnswer answer = backend.ask(call, settings.queryTimeout(), asked -> asked.query(query));
    return ViewJson.success(
        json -> ResultJson.write(answer.result(), json), answer.warnings(), answer.partial());
  }

  private void checkLimits(Instant start, Instant end, Duration step) {
    if (end.isBefore(start)) {
      throw HttpProblem.badData(
          "end: %s (expected: not before the start, %s)".formatted(end, start));
    }
    Duration range = Duration.between(start, end);
    if (range.compareTo(settings.maximumRange()) > 0) {
      throw HttpProblem.badData(
          "range: %s (expected: at most %s)"
              .formatted(
                  PrometheusDuration.format(range),
                  PrometheusDuration.format(settings.maximumRange())));
    }
    long points = range.toMillis() / step.toMillis() + 1;
    if (points > settings.maximumPoints()) {
      throw HttpProblem.badData(
          "step: %s makes %s points a series (expected: at most %s)"
              .formatted(PrometheusDuration.format(step), points, settings.maximumPoints()));
    }
  }
}
