package lampas.server.proxy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import lampas.client.Backend;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.SeriesScope;
import lampas.client.decode.AnswerDecoder;
import lampas.client.decode.DecodedAnswer;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.server.http.HttpProblem;
import lampas.server.proxy.tenant.GuardedExpression;
import lampas.server.proxy.tenant.QueryGuard;
import lampas.server.proxy.tenant.RequestTimes;
import lampas.server.proxy.tenant.Tenant;
import lampas.server.proxy.upstream.ApiCall;
import lampas.server.proxy.upstream.CheckedAnswer;
import lampas.server.proxy.upstream.Question;
import lampas.server.proxy.upstream.Questions;
import tools.jackson.databind.JsonNode;

/**
 * What a tenant may see of the backend, for answers that are made of several questions: each is
 * guarded, limited and checked as a request of the tenant's is. Thread-safe.
 */
final class TenantBackend implements Backend {
  private final Tenant tenant;
  private final QueryGuard guard;
  private final Questions questions;
  private final Clock clock;

  TenantBackend(Tenant tenant, QueryGuard guard, Questions questions, Clock clock) {
    this.tenant = tenant;
    this.guard = guard;
    this.questions = questions;
    this.clock = clock;
  }

  @Override
  public QueryAnswer query(Query query) {
    GuardedExpression expression = guard.expression(query.promql(), tenant);
    Question question = question(query, expression).withLimit(query.limit());
    Questions.Labels labels =
        expression.keepsStoredLabels() ? Questions.Labels.STORED : Questions.Labels.MADE;
    try (Questions.Ticket ticket = questions.ask(tenant, question, labels)) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      ticket.await(question.timeout()).writeTo(body);
      return switch (AnswerDecoder.collect(new ByteArrayInputStream(body.toByteArray()))) {
        case DecodedAnswer.Result(QueryAnswer answer) -> answer;
        case DecodedAnswer.Refusal refusal ->
            throw new HttpProblem(502, "unavailable", "backend: an error with status 200");
      };
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private Question question(Query query, GuardedExpression expression) {
    Duration longest = tenant.limits().timeout();
    Duration timeout =
        query.timeout().filter(asked -> asked.compareTo(longest) < 0).orElse(longest);
    long now = clock.millis();
    return switch (query.time()) {
      case QueryTime.Now present -> {
        check(expression, now, now, 0);
        yield Question.of(ApiCall.QUERY, expression.text(), timeout);
      }
      case QueryTime.At(Instant time) -> {
        long at = time.toEpochMilli();
        check(expression, at, at, 0);
        yield Question.of(ApiCall.QUERY, expression.text(), timeout)
            .withTimes(OptionalLong.of(at), OptionalLong.empty(), OptionalLong.empty());
      }
      case QueryTime.Range(Instant start, Instant end, Duration step) -> {
        check(expression, start.toEpochMilli(), end.toEpochMilli(), step.toMillis());
        yield Question.of(ApiCall.QUERY_RANGE, expression.text(), timeout)
            .withTimes(
                OptionalLong.of(start.toEpochMilli()),
                OptionalLong.of(end.toEpochMilli()),
                OptionalLong.of(step.toMillis()));
      }
    };
  }

  private void check(GuardedExpression expression, long start, long end, long step) {
    RequestTimes.check(tenant.limits(), expression.tree(), start, end, step);
  }

  @Override
  public List<Labels> series(SeriesScope scope) {
    List<Labels> series = new ArrayList<>();
    for (JsonNode one : data(ApiCall.SERIES, "", scope)) {
      Labels.Builder labels = Labels.builder();
      one.properties().forEach(label -> labels.add(label.getKey(), label.getValue().asString()));
      series.add(labels.build());
    }
    return List.copyOf(series);
  }

  @Override
  public List<String> labelNames(SeriesScope scope) {
    return texts(data(ApiCall.LABELS, "", scope));
  }

  @Override
  public List<String> labelValues(String name, SeriesScope scope) {
    return texts(data(ApiCall.LABEL_VALUES, name, scope));
  }

  private JsonNode data(ApiCall call, String subject, SeriesScope scope) {
    Question question =
        Question.of(call, subject, tenant.limits().timeout())
            .withSelectors(guard.selectors(scope.selectors(), tenant))
            .withTimes(millis(scope.start()), millis(scope.end()), OptionalLong.empty());
    try (Questions.Ticket ticket = questions.ask(tenant, question, Questions.Labels.STORED)) {
      CheckedAnswer answer = ticket.await(question.timeout());
      return answer.json().path("data");
    }
  }

  private static OptionalLong millis(Optional<Instant> time) {
    return time.isPresent() ? OptionalLong.of(time.get().toEpochMilli()) : OptionalLong.empty();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asString()));
    return List.copyOf(texts);
  }
}
