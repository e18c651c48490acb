package lampas.server.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.model.series.SeriesReader;
import lampas.promql.engine.Cancellation;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EvaluationException;
import lampas.promql.engine.QueryOptions;
import lampas.promql.engine.QueryStatistics;
import lampas.promql.explain.EmptyAnswers;
import lampas.promql.syntax.Expression;
import lampas.server.http.Call;
import lampas.server.http.HttpProblem;
import lampas.server.http.Reply;
import tools.jackson.core.JsonGenerator;

/** Evaluates PromQL at one time and over a range. */
final class QueryEndpoints {
  private static final long MAXIMUM_STEPS = 11_000;

  private final ApiSources sources;
  private final Engine engine;
  private final SeriesReader series;

  QueryEndpoints(ApiSources sources) {
    this.sources = sources;
    this.engine = sources.engine();
    this.series = sources.series();
  }

  Reply instant(Call call) {
    ApiParameters parameters = new ApiParameters(call.parameters());
    long time = parameters.time("time", sources.clock().millis());
    return run(
        call,
        parameters,
        (expression, options) ->
            explained(
                parameters,
                engine.instant(series, expression, time, options),
                answer -> EmptyAnswers.instant(answer, engine, series, expression, time, options)));
  }

  Reply range(Call call) {
    ApiParameters parameters = new ApiParameters(call.parameters());
    long start = parameters.time("start");
    long end = parameters.time("end");
    ApiParameters.requireOrder(start, end);
    long step = parameters.requiredDuration("step").toMillis();
    if (step <= 0) {
      throw ApiParameters.invalid(
          "step",
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    if ((end - start) / step > MAXIMUM_STEPS) {
      throw HttpProblem.badData(
          "exceeded maximum resolution of 11,000 points per timeseries. "
              + "Try decreasing the query resolution (?step=XX)");
    }
    return run(
        call,
        parameters,
        (expression, options) ->
            explained(
                parameters,
                engine.range(series, expression, start, end, step, options),
                answer ->
                    EmptyAnswers.range(
                        answer, engine, series, expression, start, end, step, options)));
  }

  @FunctionalInterface
  private interface Evaluation {
    QueryAnswer run(Expression expression, QueryOptions options);
  }

  /* Who does not want to know says explain=0. */
  private static QueryAnswer explained(
      ApiParameters parameters, QueryAnswer answer, UnaryOperator<QueryAnswer> explanation) {
    return parameters.text("explain").equals("0") ? answer : explanation.apply(answer);
  }

  private Reply run(Call call, ApiParameters parameters, Evaluation evaluation) {
    String query = parameters.text("query");
    Expression expression = Expressions.query(query, engine.options().parser());
    int limit = parameters.limit("limit");
    Cancellation cancellation = new Cancellation();
    Duration engineTimeout = engine.options().limits().timeout();
    Duration timeout = timeout(parameters, engineTimeout);
    Optional<Duration> lookback =
        parameters.duration("lookback_delta").filter(delta -> delta.toMillis() > 0);
    call.onDisconnect(cancellation::cancel);
    long asked = System.nanoTime();
    sources.gate().enter(timeout);
    long begun = System.nanoTime();
    QueryStatistics statistics = new QueryStatistics();
    QueryAnswer answer;
    try {
      /* What was spent waiting is not there for evaluating. */
      long left = Math.max(1, timeout.minusNanos(begun - asked).toMillis());
      answer =
          evaluation.run(
              expression,
              new QueryOptions(
                  lookback,
                  Optional.of(Duration.ofMillis(left)),
                  cancellation,
                  Optional.of(query),
                  statistics));
    } catch (EvaluationException failed) {
      throw problem(failed);
    } catch (StackOverflowError deep) {
      throw new HttpProblem(422, "execution", "query: nested too deeply (expected: fewer levels)");
    } finally {
      sources.gate().leave();
    }
    Cost cost = new Cost(begun - asked, System.nanoTime() - begun, statistics);
    return reply(limited(answer, limit), parameters.has("stats"), cost);
  }

  private static Duration timeout(ApiParameters parameters, Duration longest) {
    Duration asked = parameters.duration("timeout").orElse(longest);
    if (asked.toMillis() <= 0) {
      throw ApiParameters.invalid("timeout", "not a positive duration");
    }
    return asked.compareTo(longest) < 0 ? asked : longest;
  }

  private record Cost(long waitedNanos, long evaluatedNanos, QueryStatistics statistics) {
    void write(JsonGenerator json) {
      json.writeObjectPropertyStart("stats");
      json.writeObjectPropertyStart("timings");
      json.writeNumberProperty("evalTotalTime", evaluatedNanos / 1e9);
      json.writeNumberProperty("execQueueTime", waitedNanos / 1e9);
      json.writeNumberProperty("execTotalTime", (waitedNanos + evaluatedNanos) / 1e9);
      json.writeEndObject();
      json.writeObjectPropertyStart("samples");
      json.writeNumberProperty("totalQueryableSamples", statistics.queryableSamples());
      json.writeNumberProperty("peakSamples", statistics.peakSamples());
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static Reply reply(QueryAnswer answer, boolean stats, Cost cost) {
    return ApiReply.of(
        json -> {
          json.writeStartObject();
          ResultJson.write(answer.result(), json);
          if (stats) {
            cost.write(json);
          }
          json.writeEndObject();
        },
        answer.warnings(),
        answer.infos(),
        json -> ExplanationJson.write(answer.emptyReasons(), json));
  }

  private static QueryAnswer limited(QueryAnswer answer, int limit) {
    return switch (answer.result()) {
      case QueryResult.Vector(var samples) when limit > 0 && samples.size() > limit ->
          truncated(answer, new QueryResult.Vector(samples.subList(0, limit)));
      case QueryResult.Matrix(var series) when limit > 0 && series.size() > limit ->
          truncated(answer, new QueryResult.Matrix(series.subList(0, limit)));
      case QueryResult whole -> answer;
    };
  }

  private static QueryAnswer truncated(QueryAnswer answer, QueryResult result) {
    List<String> warnings = new ArrayList<>();
    warnings.add(ApiReply.TRUNCATED);
    warnings.addAll(answer.warnings());
    return new QueryAnswer(result, warnings, answer.infos());
  }

  private static HttpProblem problem(EvaluationException failed) {
    String message = failed.getMessage();
    return switch (failed.reason()) {
      case BAD_DATA -> ApiParameters.invalid("query", message);
      case EXECUTION, TOO_MANY_SAMPLES, TOO_MANY_BYTES, TOO_MANY_SERIES ->
          new HttpProblem(422, "execution", message);
      case TIMEOUT -> new HttpProblem(503, "timeout", message);
      case CANCELLED -> new HttpProblem(499, "canceled", message);
    };
  }
}
