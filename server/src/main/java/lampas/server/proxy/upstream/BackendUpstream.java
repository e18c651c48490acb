package lampas.server.proxy.upstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import lampas.client.Backend;
import lampas.client.ClientException;
import lampas.client.ClientFailure;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.RequestException;
import lampas.client.SeriesScope;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.server.api.ApiReply;
import lampas.server.api.ResultJson;
import lampas.server.http.HttpProblem;
import lampas.server.http.Reply;

/**
 * A backend of this process, or any other that is asked through {@link Backend}: queries, series,
 * labels and their values; the rest it does not have.
 */
public final class BackendUpstream implements Upstream {
  private static final int OK = 200;

  private final Backend backend;

  private BackendUpstream(Backend backend) {
    this.backend = backend;
  }

  public static BackendUpstream of(Backend backend) {
    return new BackendUpstream(backend);
  }

  @Override
  public RawAnswer ask(Question question, AnswerRoom room) {
    try {
      reply(question).body().writeTo(room);
      return room.answer(OK);
    } catch (RequestException failed) {
      throw problem(failed);
    } catch (ClientException failed) {
      throw HttpProblem.of(failed);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private Reply reply(Question question) {
    return switch (question.call()) {
      case QUERY, QUERY_RANGE -> {
        Query query = Query.instant(question.subject()).at(time(question));
        query = query.withTimeout(question.timeout());
        yield of(
            backend.query(
                question.limit().isPresent()
                    ? query.withLimit(question.limit().getAsInt())
                    : query));
      }
      case SERIES -> {
        List<Labels> series = backend.series(scope(question));
        yield ApiReply.of(json -> {
          json.writeStartArray();
          series.forEach(labels -> ResultJson.labels(json, labels));
          json.writeEndArray();
        });
      }
      case LABELS -> ApiReply.ofTexts(backend.labelNames(scope(question)), limit(question));
      case LABEL_VALUES ->
          ApiReply.ofTexts(
              backend.labelValues(question.subject(), scope(question)), limit(question));
      case QUERY_EXEMPLARS, METADATA, RULES, ALERTS, TARGETS ->
          throw new HttpProblem(
              404, "not_found", question.call().path() + ": not served by this backend");
    };
  }

  private static Reply of(QueryAnswer answer) {
    return ApiReply.of(
        json -> {
          json.writeStartObject();
          ResultJson.write(answer.result(), json);
          json.writeEndObject();
        },
        answer.warnings(),
        answer.infos());
  }

  private static int limit(Question question) {
    return question.limit().orElse(0);
  }

  private static QueryTime time(Question question) {
    if (question.stepMillis().isPresent()) {
      return new QueryTime.Range(
          Instant.ofEpochMilli(question.startMillis().orElseThrow()),
          Instant.ofEpochMilli(question.endMillis().orElseThrow()),
          Duration.ofMillis(question.stepMillis().getAsLong()));
    }
    return question.startMillis().isPresent()
        ? new QueryTime.At(Instant.ofEpochMilli(question.startMillis().getAsLong()))
        : new QueryTime.Now();
  }

  private static SeriesScope scope(Question question) {
    return new SeriesScope(
        question.selectors(), instant(question.startMillis()), instant(question.endMillis()));
  }

  private static Optional<Instant> instant(OptionalLong millis) {
    return millis.isPresent()
        ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
        : Optional.empty();
  }

  private static RuntimeException problem(RequestException failed) {
    String message = failed.getMessage();
    if (failed.failure() instanceof ClientFailure.Refused) {
      return HttpProblem.of(failed);
    }
    UpstreamFailure failure =
        switch (failed.failure()) {
          case ClientFailure.TimedOut late -> UpstreamFailure.TIMED_OUT;
          case ClientFailure.TooLarge large -> UpstreamFailure.TOO_LARGE;
          case ClientFailure.Unreadable unreadable -> UpstreamFailure.UNREADABLE;
          case ClientFailure.Interrupted interrupted -> UpstreamFailure.CANCELLED;
          default -> UpstreamFailure.UNREACHABLE;
        };
    return new UpstreamException(failure, message, failed);
  }

  @Override
  public void close() {}
}
