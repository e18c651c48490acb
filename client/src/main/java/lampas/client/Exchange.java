package lampas.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import lampas.client.JsonCursor.UnexpectedShape;
import lampas.client.decode.AnswerDecoder;
import lampas.client.decode.ContentCoding;
import lampas.client.decode.DecodeException;
import lampas.client.decode.DecodedAnswer;
import lampas.model.result.QueryAnswer;
import tools.jackson.core.JacksonException;

/** One request and its answer, within the bounds of the settings. */
final class Exchange {
  private final HttpClient http;
  private final ClientSettings settings;

  Exchange(HttpClient http, ClientSettings settings) {
    this.http = http;
    this.settings = settings;
  }

  /** What reads a body that is unpacked and limited. */
  private interface BodyReader<R> {
    R read(int status, InputStream body) throws IOException;
  }

  /** The answer to a query. */
  QueryAnswer query(HttpRequest.Builder request) {
    return send(
        request,
        (status, body) ->
            switch (AnswerDecoder.collect(body)) {
              case DecodedAnswer.Result(QueryAnswer answer) -> answer;
              case DecodedAnswer.Refusal(String type, String message) ->
                  throw new RequestException(new ClientFailure.Refused(status, type, message));
            });
  }

  <T> Answer<T> send(HttpRequest.Builder request, Function<JsonCursor, T> data) {
    return send(
        request,
        (status, body) -> {
          try (JsonCursor json = JsonCursor.of(body)) {
            Answer<T> answer = Answer.read(json, data);
            if (!answer.success()) {
              throw new RequestException(
                  new ClientFailure.Refused(status, answer.errorType(), answer.error()));
            }
            return answer;
          }
        });
  }

  private <R> R send(HttpRequest.Builder request, BodyReader<R> reader) {
    long start = System.nanoTime();
    HttpResponse<InputStream> response = head(request);
    Duration left = settings.timeout().minusNanos(System.nanoTime() - start);
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> done = new CompletableFuture<>();
    InputStream body = response.body();
    CompletableFuture<Void> watch =
        done.orTimeout(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS)
            .exceptionally(timeout -> {
              late.set(true);
              closeQuietly(body);
              return null;
            });
    try (body) {
      return read(response, reader);
    } catch (IOException
        | UncheckedIOException
        | JacksonException
        | UnexpectedShape
        | DecodeException failed) {
      throw late.get()
          ? new RequestException(new ClientFailure.TimedOut(settings.timeout()), failed)
          : failure(response, failed);
    } finally {
      done.complete(null);
      watch.cancel(false);
    }
  }

  private HttpResponse<InputStream> head(HttpRequest.Builder request) {
    try {
      return http.send(
          request
              .timeout(settings.timeout())
              .header("Accept", "application/json")
              .header("Accept-Encoding", ContentCoding.ACCEPTED)
              .build(),
          BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException late) {
      throw new RequestException(new ClientFailure.TimedOut(settings.timeout()), late);
    } catch (IOException failed) {
      throw new RequestException(new ClientFailure.Unreachable("not reachable"), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RequestException(new ClientFailure.Interrupted(), interrupted);
    }
  }

  private <R> R read(HttpResponse<InputStream> response, BodyReader<R> reader) throws IOException {
    Optional<String> type = response.headers().firstValue("Content-Type");
    if (!type.orElse("").contains("json")) {
      throw new RequestException(
          new ClientFailure.Unreadable(response.statusCode(), type.orElse("no content type")));
    }
    String coding = response.headers().firstValue("Content-Encoding").orElse("");
    InputStream plain = ContentCoding.unpack(response.body(), coding);
    return reader.read(
        response.statusCode(), new LimitedInput(plain, settings.maximumAnswerBytes()));
  }

  private RequestException failure(HttpResponse<?> response, Exception failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case LimitedInput.TooManyBytes tooMany -> {
          return new RequestException(
              new ClientFailure.TooLarge(settings.maximumAnswerBytes()), failed);
        }
        case UnexpectedShape shape -> {
          return unreadable(response, String.valueOf(shape.getMessage()), failed);
        }
        case DecodeException malformed -> {
          return unreadable(response, malformed.getMessage(), failed);
        }
        case IOException broken -> {
          return new RequestException(
              new ClientFailure.Unreachable("the connection broke within the answer"), failed);
        }
        default -> {}
      }
    }
    return unreadable(response, "malformed JSON", failed);
  }

  private static RequestException unreadable(HttpResponse<?> response, String what, Exception why) {
    return new RequestException(new ClientFailure.Unreadable(response.statusCode(), what), why);
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException alreadyBroken) {
      /* The reader sees the broken stream and reports the timeout. */
      return;
    }
  }
}
