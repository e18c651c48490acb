package lampas.server.proxy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import lampas.model.label.LabelNames;
import lampas.model.series.TimeRange;
import lampas.promql.Dialect;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Trees;
import lampas.server.api.ApiParameters;
import lampas.server.api.EscapedName;
import lampas.server.http.HttpProblem;
import lampas.server.proxy.tenant.GuardedExpression;
import lampas.server.proxy.tenant.QueryGuard;
import lampas.server.proxy.tenant.RequestTimes;
import lampas.server.proxy.tenant.Tenant;
import lampas.server.proxy.tenant.TenantLimits;
import lampas.server.proxy.upstream.ApiCall;
import lampas.server.proxy.upstream.Question;
import lampas.server.proxy.upstream.Questions;

/** Makes checked questions of requests. What it does not know of a request is left out. */
final class RequestReader {
  private final QueryGuard guard;
  private final Clock clock;

  /** A question, and how the labels of its answer come about. */
  record Asked(Question question, Questions.Labels labels) {
    static Asked stored(Question question) {
      return new Asked(question, Questions.Labels.STORED);
    }
  }

  RequestReader(QueryGuard guard, Clock clock) {
    this.guard = guard;
    this.clock = clock;
  }

  Asked instant(Exchange exchange) {
    ApiParameters parameters = exchange.parameters();
    GuardedExpression expression = expression(exchange);
    long now = clock.millis();
    long time = parameters.time("time", now);
    RequestTimes.check(exchange.tenant().limits(), expression.tree(), time, time, 0);
    OptionalLong asked = parameters.has("time") ? OptionalLong.of(time) : OptionalLong.empty();
    return asked(
        expression,
        Question.of(ApiCall.QUERY, expression.text(), timeout(exchange))
            .withTimes(asked, OptionalLong.empty(), OptionalLong.empty())
            .withLimit(limit(parameters)));
  }

  Asked range(Exchange exchange) {
    ApiParameters parameters = exchange.parameters();
    GuardedExpression expression = expression(exchange);
    long start = parameters.time("start");
    long end = parameters.time("end");
    ApiParameters.requireOrder(start, end);
    long step = parameters.requiredDuration("step").toMillis();
    if (step <= 0) {
      throw ApiParameters.invalid("step", "zero or negative (expected: at least 1ms)");
    }
    RequestTimes.check(exchange.tenant().limits(), expression.tree(), start, end, step);
    return asked(
        expression,
        Question.of(ApiCall.QUERY_RANGE, expression.text(), timeout(exchange))
            .withTimes(OptionalLong.of(start), OptionalLong.of(end), OptionalLong.of(step))
            .withLimit(limit(parameters)));
  }

  Asked exemplars(Exchange exchange) {
    GuardedExpression expression = expression(exchange);
    if (Trees.all(expression.tree()).noneMatch(VectorSelector.class::isInstance)) {
      throw ApiParameters.invalid("query", "no selector in it (expected: at least one)");
    }
    Question question = Question.of(ApiCall.QUERY_EXEMPLARS, expression.text(), timeout(exchange));
    Question timed = withRange(question, exchange);
    long now = clock.millis();
    RequestTimes.check(
        exchange.tenant().limits(),
        expression.tree(),
        timed.startMillis().orElse(now),
        timed.endMillis().orElse(now),
        0);
    return Asked.stored(timed);
  }

  Asked series(Exchange exchange) {
    if (exchange.call().parameters().all("match[]").isEmpty()) {
      throw HttpProblem.badData("no match[] parameter provided");
    }
    return selected(exchange, ApiCall.SERIES, "");
  }

  Asked labelNames(Exchange exchange) {
    return selected(exchange, ApiCall.LABELS, "");
  }

  Asked labelValues(Exchange exchange) {
    String name = EscapedName.decode(exchange.call().pathValue("name"));
    boolean legacy = LabelNames.isLegacyLabelName(name);
    boolean known =
        !name.startsWith("__")
            || List.of(LabelNames.METRIC_NAME, LabelNames.METRIC_TYPE, LabelNames.METRIC_UNIT)
                .contains(name);
    if (name.isEmpty()
        || !known
        || (!legacy && guard.options().dialect() == Dialect.PROMETHEUS_2)) {
      throw HttpProblem.badData("invalid label name: \"" + name + "\"");
    }
    return selected(exchange, ApiCall.LABEL_VALUES, name);
  }

  /** The values of {@code __name__} that the tenant's series have. */
  Question metricNames(Tenant tenant) {
    return Question.of(ApiCall.LABEL_VALUES, LabelNames.METRIC_NAME, tenant.limits().timeout())
        .withSelectors(guard.selectors(List.of(), tenant));
  }

  /** A question without parameters of the client's. */
  Question plain(ApiCall call, Tenant tenant) {
    return Question.of(call, "", tenant.limits().timeout());
  }

  private Asked selected(Exchange exchange, ApiCall call, String subject) {
    List<String> texts = exchange.call().parameters().all("match[]");
    List<String> selectors = guard.selectors(texts, exchange.tenant());
    exchange.entry().expression(String.join(" ", texts), String.join(" ", selectors));
    Question question =
        Question.of(call, subject, timeout(exchange))
            .withSelectors(selectors)
            .withLimit(limit(exchange.parameters()));
    return Asked.stored(withRange(question, exchange));
  }

  /* Where ranges are limited, a request without times gets the latest range there may be. */
  private Question withRange(Question question, Exchange exchange) {
    TimeRange asked = exchange.parameters().range();
    TenantLimits limits = exchange.tenant().limits();
    boolean fromBeginning = asked.startMillis() == Long.MIN_VALUE;
    boolean toEnd = asked.endMillis() == Long.MAX_VALUE;
    if (limits.range().isEmpty()) {
      return question.withTimes(
          fromBeginning ? OptionalLong.empty() : OptionalLong.of(asked.startMillis()),
          toEnd ? OptionalLong.empty() : OptionalLong.of(asked.endMillis()),
          OptionalLong.empty());
    }
    long end = toEnd ? clock.millis() : asked.endMillis();
    long start = fromBeginning ? end - limits.range().get().toMillis() : asked.startMillis();
    RequestTimes.checkRange(limits, start, end);
    return question.withTimes(OptionalLong.of(start), OptionalLong.of(end), OptionalLong.empty());
  }

  private GuardedExpression expression(Exchange exchange) {
    String text = exchange.parameters().text("query");
    exchange.entry().expression(text, "");
    GuardedExpression guarded = guard.expression(text, exchange.tenant());
    exchange.entry().expression(text, guarded.text());
    return guarded;
  }

  private static Asked asked(GuardedExpression expression, Question question) {
    return new Asked(
        question, expression.keepsStoredLabels() ? Questions.Labels.STORED : Questions.Labels.MADE);
  }

  private static OptionalInt limit(ApiParameters parameters) {
    int limit = parameters.limit("limit");
    return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  private static Duration timeout(Exchange exchange) {
    Duration longest = exchange.tenant().limits().timeout();
    Duration asked = exchange.parameters().duration("timeout").orElse(longest);
    if (asked.toMillis() <= 0) {
      throw ApiParameters.invalid("timeout", "not a positive duration");
    }
    return asked.compareTo(longest) < 0 ? asked : longest;
  }
}
